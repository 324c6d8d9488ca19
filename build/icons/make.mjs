/**
 * Draws icon.svg into the three files installers want (icon.png, icon.ico, icon.icns), so that making an installer needs no converter from
 * the internet. Run after changing the drawing: node build/icons/make.mjs [path of a Chromium]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright';

const here = (name) => new URL(name, import.meta.url);
const svg = readFileSync(here('icon.svg'), 'utf8');

/** @param {readonly number[]} sizes edges in pixels @returns {Promise<Map<number, Buffer>>} a PNG each */
async function draw(sizes) {
  const browser = await chromium.launch({ executablePath: process.argv[2] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  const drawn = new Map();
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    drawn.set(size, await page.screenshot({ omitBackground: true }));
    await page.close();
  }
  await browser.close();
  return drawn;
}

/** ICO: a head of 6 bytes, 16 bytes about each picture (256 is written as 0), then the pictures. */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(([size, png], index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(([, png]) => png)]);
}

/** ICNS: "icns" and the length of all, then for each picture its type, its length, its bytes. */
function icns(pictures) {
  const block = (type, bytes) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(bytes.length + 8, 4);
    return Buffer.concat([head, bytes]);
  };
  return block('icns', Buffer.concat(pictures.map(([type, png]) => block(type, png))));
}

const drawn = await draw([16, 32, 48, 256, 512]);
const png = (size) => drawn.get(size);
writeFileSync(here('icon.png'), png(512));
writeFileSync(here('icon.ico'), ico([16, 32, 48, 256].map((size) => [size, png(size)])));
writeFileSync(here('icon.icns'), icns([['ic11', png(32)], ['ic08', png(256)], ['ic09', png(512)]]));
