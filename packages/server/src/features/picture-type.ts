export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff);
const riff = Uint8Array.of(0x52, 0x49, 0x46, 0x46);
const webp = Uint8Array.of(0x57, 0x45, 0x42, 0x50);

/** The media type of a picture by its first bytes, whatever it claims to be; undefined: none that is taken (USER9). */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  if (hasAt(bytes, 0, png)) return 'image/png';
  if (hasAt(bytes, 0, jpeg)) return 'image/jpeg';
  return hasAt(bytes, 0, riff) && hasAt(bytes, 8, webp) ? 'image/webp' : undefined;
}

function hasAt(bytes: Uint8Array, offset: number, mark: Uint8Array): boolean {
  return mark.every((byte, index) => bytes[offset + index] === byte);
}
