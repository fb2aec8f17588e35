/** The domain of every account. */
export const domain = 'localhost';
/** The password of every account: they live as long as a run. */
export const password = 'bench';

/** A connection before messages are exchanged. */
export interface Dialogue {
  say(text: string): void;
  /** Resolves when the other side has said this since the last time; rejects when the connection ends. */
  hear(text: string): Promise<void>;
}

const opening = `<stream:stream to='${domain}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;

/** Signs in by SASL PLAIN, without TLS as on loopback, binds a resource, and is there (RFC 6120, 6121). */
export async function signIn({ say, hear }: Dialogue, username: string): Promise<void> {
  const secret = Buffer.from(`\0${username}\0${password}`).toString('base64');
  say(opening);
  await hear('</stream:features>');
  say(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${secret}</auth>`);
  await hear('<success');
  say(opening);
  await hear('</stream:features>');
  say(`<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`);
  await hear('</iq>');
  say('<presence/>');
  await hear('<presence');
}
