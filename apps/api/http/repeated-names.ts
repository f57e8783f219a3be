/** Whether an object in a JSON document has a name twice: JSON.parse keeps the last without a word, another reader may keep
 *  the first. @param text a document that JSON.parse takes */
export function hasRepeatedName(text: string): boolean {
  const open: Level[] = [];
  for (const [token] of text.matchAll(tokens)) {
    const level = open.at(-1);
    if (token === '{') open.push({ names: new Set(), nameIsNext: true });
    else if (token === '[') open.push({ names: null, nameIsNext: false });
    else if (token === '}' || token === ']') open.pop();
    else if (level !== undefined && repeats(level, token)) return true;
  }
  return false;
}

/** An object or a list that is not closed yet; a list has no names. */
interface Level {
  readonly names: Set<string> | null;
  nameIsNext: boolean;
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

function repeats(level: Level, token: string): boolean {
  if (level.names === null) return false;
  if (token === ',' || !level.nameIsNext) {
    level.nameIsNext = token === ',';
    return false;
  }
  level.nameIsNext = false;
  const name = JSON.parse(token) as string;
  if (level.names.has(name)) return true;
  level.names.add(name);
  return false;
}
