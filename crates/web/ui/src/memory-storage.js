// What GraphiQL wants to remember (tabs, variables, headers, history, theme) may be personal data or a secret, and
// these computers are shared: it is forgotten with the page instead of written to localStorage, where others find it.
export function memoryStorage() {
  const items = new Map();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, String(value)),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
    get length() {
      return items.size;
    },
  };
}
