/** Things people write, in several scripts; repeated with variation they make databases of any size. */
const sayings = [
  'are you coming to the meeting this afternoon, or shall we do it without you?',
  'I left the keys with the neighbours on the second floor, please pick them up before eight',
  'the build is green again, somebody had pinned the wrong version of the compiler',
  'thanks for yesterday evening, it was lovely to see all of you after such a long time',
  'could you send me the invoice for the last quarter once more, I cannot find it anywhere',
  'Wir treffen uns um halb sieben vor dem großen Tor am Bahnhof, nicht am Nebeneingang',
  'kannst du bitte noch Milch, Brot und ein paar Äpfel mitbringen, wenn du sowieso einkaufen gehst',
  'on se retrouve à la gare à dix-neuf heures, le train part à dix-neuf heures douze',
  'mañana no puedo, tengo que llevar el coche al taller, pero el jueves estoy libre todo el día',
  '明日の会議は午後三時からに変更になりました、資料は共有フォルダにあります',
  'الاجتماع غدا في الساعة العاشرة صباحا في القاعة الكبيرة',
  'the flight is delayed by two hours, we will be there around midnight, do not wait with dinner',
  'has anybody seen my blue umbrella, I think it is still in the office next to the printer',
  'happy birthday! have a wonderful day, and save me a piece of the cake if you can',
  'here is the address: 14 Old Mill Lane, ring twice, the bell is a bit tired',
  'the customer wants the report as a spreadsheet instead, by Friday, and with the figures of March',
];
const additions = [
  'ok?',
  'let me know',
  'see you',
  'by the way',
  'sorry for the late answer',
  'as I said',
  '👍',
  'haha',
  'no hurry',
  'urgent',
];
const names = ['Mia', 'Jonas', 'Yuki', 'Omar', 'Lucía', 'Paul', 'Ana', 'Wei', 'Noor', 'Ben', 'Ida', 'Tom'];

function chosen<Item>(items: readonly Item[], number: number): Item {
  const item = items[number % items.length];
  if (item === undefined) throw new RangeError('there is nothing to choose from');
  return item;
}

/** The nth text: always the same for the same number. */
export function textOf(number: number): string {
  const mixed = Math.imul(number ^ (number >>> 15), 0x2c1b3c6d) >>> 0;
  const saying = chosen(sayings, mixed);
  return `${chosen(names, mixed >>> 8)}, ${saying} ${chosen(additions, mixed >>> 16)} ${number}`;
}

/** The nth text, cut or filled to so many bytes of UTF-8. */
export function textOfBytes(number: number, bytes: number): string {
  let text = textOf(number);
  while (Buffer.byteLength(text) > bytes) text = text.slice(0, -1).toWellFormed();
  return text + '.'.repeat(bytes - Buffer.byteLength(text));
}
