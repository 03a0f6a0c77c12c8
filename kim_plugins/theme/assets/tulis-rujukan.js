/* The writing desk: what a body defines for the rest of it, and what of it is HTML or of another program. */
(function () {
  "use strict";
  const desk = window.kimDesk = window.kimDesk || {};

  const label = (text) => text.trim().toLowerCase().replace(/\s+/g, " ");
  const LINK = /^ {0,3}\[([^[\]^][^[\]]*)\]:[ \t]*(<[^<>]+>|[^\s<]\S*)(?:[ \t]+(?:"([^"]*)"|'([^']*)'|\(([^()]*)\)))?[ \t]*$/;
  const SHORT = /^\*\[([\p{L}\p{N}][^[\]]*)\]:[ \t]*(\S.*)$/u;
  const NOTE = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)$/;

  /* The lines that are left, and what the others define; what nobody refers to is a sentence. */
  desk.definitions = (lines) => {
    const found = { links: {}, short: {}, notes: {}, lines: [] };
    const isUsed = (one, at) => lines.some((line, place) => place !== at && !LINK.test(line) && line.toLowerCase().includes(`[${one}]`));
    for (let at = 0; at < lines.length; at++) {
      const line = lines[at], link = LINK.exec(line), short = SHORT.exec(line.trim()), note = NOTE.exec(line);
      if (note && !found.notes[note[1]]) {
        const text = [note[2]];
        while (lines[at + 1] !== undefined && /^(?: {4}|\t)\S/.test(lines[at + 1])) text.push(lines[++at].trim());
        found.notes[note[1]] = text;
      } else if (link && /[/.#:@]/.test(link[2]) && !found.links[label(link[1])] && isUsed(label(link[1]), at))
        found.links[label(link[1])] = [link[2].replace(/^<|>$/g, "").replace(/ /g, "%20"), link[3] || link[4] || link[5]];
      else if (short && lines.some((other, place) => place !== at && new RegExp(`(?<![\\p{L}\\p{N}])${short[1].replace(/[^\p{L}\p{N}]/gu, "\\$&")}(?![\\p{L}\\p{N}])`, "u").test(other) && !SHORT.test(other.trim())))
        found.short[short[1]] = short[2];
      else found.lines.push(line);
    }
    return found;
  };
  desk.linkOf = (definitions, text) => definitions.links[label(text)];

  const ATTRIBUTES = "(?:\\s+[\\w-]+=(?:\"[^\"\\]]*\"|'[^'\\]]*'|[^\\s\\]\"']+))";
  const NAME = "(?:audio|button|caption|embed|gallery|playlist|slideshow|tabs?|toc|video|wp_caption|youtube)";
  const FOREIGN = new RegExp(`\\{\\{[^{}]{1,500}\\}\\}|\\{%[^{}]{1,500}%\\}|\\[(?:${NAME}${ATTRIBUTES}+\\s*/?|/${NAME}|gallery|embed|toc|caption)\\](?!\\()`, "gi");
  const FENCED = /(^|\n)(```|~~~)[^\n]*\n[^]*?\n\2[ \t]*(?=\n|$)|`[^`\n]+`/g;

  /* A body without what no page shows; what stands as code stays. */
  desk.shown = (body) => {
    let text = "", at = 0;
    const clean = (part) => part.replace(/<!--[^]*?-->/g, "").replace(/^:::.*$/gm, "").replace(FOREIGN, "");
    for (const code of body.matchAll(FENCED)) {
      text += clean(body.slice(at, code.index)) + code[0];
      at = code.index + code[0].length;
    }
    return text + clean(body.slice(at));
  };

  /* Elements that a page keeps, with the attributes that it keeps (catalogue/bodies/sanitising.py). */
  const INLINE = /^(?:a|abbr|b|bdi|bdo|br|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|time|u|var|img)$/;
  const BLOCK = /^(?:blockquote|details|div|dd|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;
  const DROPPED = /^(?:center|section|article|header|footer|main|nav|font|form|fieldset|address|aside)$/;
  desk.TAG = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:@-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'=<>`]+)|\s+(?:open|controls|hidden|reversed|allowfullscreen))*)\s*\/?>/;
  const KEPT = { a: ["href", "title", "lang"], img: ["src", "alt", "title"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan"], details: ["open"] };

  const attributes = (name, written) => [...written.matchAll(/([\w:@-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?/g)].flatMap(([, key, value = ""]) => {
    const plain = value.replace(/^["']|["']$/g, "");
    if (!(KEPT[name] || ["lang", "title"]).includes(key.toLowerCase()) || /^\s*(?:javascript|data|vbscript):/i.test(plain)) return [];
    const found = key === "src" && Object.values(desk.media).find((one) => one.path === plain);
    return [` ${key.toLowerCase()}="${(key === "src" ? found ? found.data : "" : plain).replace(/"/g, "&quot;").replace(/</g, "&lt;")}"`];
  }).join("");

  /* A tag as the page has it: itself, nothing, or undefined where it is only text. */
  desk.tag = (match) => {
    const [, end, written, more] = match, name = written.toLowerCase();
    if (DROPPED.test(name)) return "";
    if (!INLINE.test(name) && !BLOCK.test(name)) return undefined;
    if (/text-decoration:\s*line-through/.test(more)) return "<del>";
    const own = name === "strike" ? "s" : name;
    return end ? `</${own}>` : `<${own}${attributes(own, more)}>`;
  };
  desk.isBlockTag = (match) => BLOCK.test(match[2].toLowerCase()) || DROPPED.test(match[2].toLowerCase());
  desk.isInlineTag = (match) => INLINE.test(match[2].toLowerCase());

  const HOSTS = [
    [/^https?:\/\/(?:(?:www\.|m\.)?youtube\.com\/playlist|youtube\.com\/playlist)/, "Kumpulan video", "YouTube"],
    [/^https?:\/\/(?:www\.|m\.)?(?:youtu\.be\/|youtube\.com\/(?:watch|embed|shorts|live))/, "Video", "YouTube"],
    [/^https?:\/\/(?:www\.|player\.)?vimeo\.com\/./, "Video", "Vimeo"],
    [/^https?:\/\/(?:www\.|m\.|web\.)?facebook\.com\/[^?]*videos?\//, "Video", "Facebook"],
    [/^https?:\/\/(?:www\.)?instagram\.com\/p\//, "Unggahan", "Instagram"],
    [/^https?:\/\/(?:www\.|vm\.)?tiktok\.com\/./, "Video", "TikTok"],
    [/^https?:\/\/(?:maps\.app\.goo\.gl\/.|(?:www\.)?google\.[a-z.]+\/maps)/, "Peta", "Google Maps"],
  ];
  /* A link that stands alone, as a card; nothing for other hosts. */
  desk.card = (address, text) => {
    const host = HOSTS.find(([form]) => form.test(address));
    if (!host) return "";
    const named = `${host[1]} di ${host[2]}`, plain = (one) => one.replace(/^https?:\/\//, "");
    const [title, note] = !text || plain(text) === plain(address) ? [named, address] : [text, named];
    return `<p class="link-card"><a href="${desk.escape(address)}">${desk.escape(title)}</a><br> <small>${desk.escape(note)}</small></p>`;
  };
})();
