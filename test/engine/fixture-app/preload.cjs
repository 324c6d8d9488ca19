/** Exposes one object; what the preload keeps for itself must stay out of the page's reach. */
const { contextBridge, ipcRenderer } = require('electron');

globalThis.preloadSecret = 'not for the page';
let listeners = 0;

contextBridge.exposeInMainWorld('fixture', {
  words: { greeting: 'hello', nested: { list: [1, 2, 3] } },
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  shout: (word) => ipcRenderer.send('shout', word),
  onEchoed(listener) {
    const relay = (_event, ...args) => listener(...args);
    ipcRenderer.on('echoed', relay);
    listeners += 1;
    return () => {
      ipcRenderer.removeListener('echoed', relay);
      listeners -= 1;
    };
  },
  listeners: () => listeners,
  fail() { throw new RangeError('from the preload'); },
  sum: (...numbers) => numbers.reduce((a, b) => a + b, 0),
});
