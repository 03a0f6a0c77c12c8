/* The writing desk: values → a file as editors write them, alone or with its pictures in a ZIP. */
(function () {
  "use strict";
  const desk = window.kimDesk;

  const LONGEST_SLUG = 60;
  const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

  /* As file_name() of records/skeleton.py. */
  desk.slug = (title, folder, day) => {
    // eslint-disable-next-line no-control-regex
    const plain = title.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().replace(/'/g, "");
    let name = (plain.match(/[a-z0-9]+/g) || []).join("-");
    if (name.length > LONGEST_SLUG) {
      const whole = name.slice(0, LONGEST_SLUG + 1), cut = whole.lastIndexOf("-");
      name = cut > 0 ? whole.slice(0, cut) : name.slice(0, LONGEST_SLUG);
    }
    if (RESERVED.test(name)) return `${folder}-${name}`;
    return name || `${folder}-${day}`;
  };

  const BARE = /^\d{4}-\d\d-\d\d(?: \d\d:\d\d)?$/;

  /* A text in double quotes is itself, whatever YAML would make of it bare. */
  const scalar = (value) => typeof value === "string" && !BARE.test(value) ? JSON.stringify(value)
    .replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (sign) => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0")) : String(value);

  const lines = (value, margin) => {
    if (Array.isArray(value)) return value.flatMap((item) => {
      const inner = lines(item, margin + "  ");
      if (typeof item !== "object") return [`${margin}- ${scalar(item)}`];
      return [`${margin}- ${inner[0].trimStart()}`, ...inner.slice(1)];
    });
    if (typeof value !== "object") return [margin + scalar(value)];
    return Object.entries(value).flatMap(([key, part]) => typeof part === "object"
      ? [`${margin}${key}:`, ...lines(part, margin + "  ")]
      : [`${margin}${key}: ${scalar(part)}`]);
  };

  desk.markdown = (values, body) => `---\n${lines(values, "").join("\n")}\n---\n${body ? `\n${body}\n` : ""}`;

  const CRC = Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? 0xedb88320 ^ (byte >>> 1) : byte >>> 1;
    return byte >>> 0;
  });
  const crc = (bytes) => {
    let found = 0xffffffff;
    for (const byte of bytes) found = CRC[(found ^ byte) & 255] ^ (found >>> 8);
    return (found ^ 0xffffffff) >>> 0;
  };

  const numbers = (...pairs) => {
    const view = new DataView(new ArrayBuffer(pairs.reduce((sum, [size]) => sum + size, 0)));
    pairs.reduce((at, [size, value]) => {
      if (size === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      return at + size;
    }, 0);
    return new Uint8Array(view.buffer);
  };

  /* A ZIP of stored files (APPNOTE 6.3): pictures are compressed already. */
  desk.zip = (files) => {
    const parts = [], index = [], NAMES_ARE_UTF8 = 0x800, DAY = 0x21; // 1 January 1980
    let at = 0;
    for (const [path, bytes] of files) {
      const name = new TextEncoder().encode(path);
      const facts = [[2, 20], [2, NAMES_ARE_UTF8], [2, 0], [2, 0], [2, DAY], [4, crc(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]];
      const head = numbers([4, 0x04034b50], ...facts);
      index.push(numbers([4, 0x02014b50], [2, 20], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), name);
      parts.push(head, name, bytes);
      at += head.length + name.length + bytes.length;
    }
    const size = index.reduce((sum, part) => sum + part.length, 0), count = files.length;
    const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, at], [2, 0]);
    return new Blob([...parts, ...index, end], { type: "application/zip" });
  };

  const LONGEST_SIDE = 1600;

  const drawn = (source, width, height) => {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    const canvas = desk.make("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(source, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/jpeg", 0.85);
  };

  /* A chosen file as a data: address. */
  desk.dataOf = (file) => new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });

  /* A picture as a JPEG of at most 1,600 px: drawn anew, so that no place or device stays in it. */
  desk.shrink = async (file) => {
    const picture = new Image();
    picture.src = await desk.dataOf(file);
    await picture.decode();
    return drawn(picture, picture.naturalWidth, picture.naturalHeight);
  };

  desk.bytes = (address) => Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (sign) => sign.charCodeAt(0));
})();
