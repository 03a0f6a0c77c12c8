"""Keys of other programs that mean our fields: Hugo, Jekyll, Pelican, WordPress, Hexo, Ghost, Zola.

Names are compared without capitals and signs, so `featured_image`, `featuredImage` and
`featured-image` are one. Sources: the front matter that each program and its best known themes
document, and what their users in Indonesia write instead.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kim_plugins.records.reading.located import Fields, Items, Text, Value

_NAMES: Final = {
    "title": "headline posttitle judulberita judulartikel metatitle seotitle ogtitle linktitle",
    "description": (
        "summary excerpt subtitle subheading subheader subjudul abstract abstrak cuplikan intisari "
        "lead teras intro deck dek tagline blurb snippet synopsis sinopsis metadescription "
        "seodescription ogdescription customexcerpt postexcerpt shortdescription keterangan"
    ),
    "draft": "published publish ispublished terbit diterbitkan tayang status poststatus visibility "
    "hidden unlisted private isdraft",
    "lang": "language locale langcode",
    "redirect_from": "permalink slug aliases alias redirectfrom redirects oldurl url path saveas",
    "date": (
        "pubdate publishdate publisheddate publishedat publishedon publishedtime datepublished "
        "postdate datetime tanggalterbit tglterbit created createdat createddate createdate "
        "datecreated creationdate dibuat"
    ),
    "tags": (
        "categories category kategori keywords keyword katakunci label labels rubrik topics topic "
        "section series seri subject bidang tagar hashtag hashtags tema klasifikasi"
    ),
    "authors": (
        "by byline writer reporter wartawan pewarta jurnalis oleh ditulisoleh penyusun contributor "
        "contributors kontributor creator postauthor"
    ),
    "updated": (
        "lastmod lastmodified lastmodifiedat lastupdated lastupdate modified modifiedat "
        "modifiedtime modifieddate datemodified updatedat updateddate dateupdated diubah "
        "terakhirdiubah "
        "pembaruan"
    ),
    "image": (
        "images picture photo thumbnail thumb thumbnailimg thumbnailimage thumbnailurl cover "
        "coverimage coverimg coverphoto featuredimage featureimage featureimg featuredimg "
        "featuredimageurl featuredimagepreview heroimage hero banner bannerimage header "
        "headerimage headerimg bigimg topimg teaser ogimage shareimg shareimage socialimage "
        "previewimage postimage mainimage img sampul gambarutama fotoutama gambarsampul fotosampul"
    ),
    "audio": "podcast sound mp3 audiofile audiourl enclosure rekaman",
    "embargo": "",
    "expires": (
        "expirydate expiry expire expiresat expirationdate unpublishdate validuntil berlakusampai "
        "berakhir kadaluarsa tanggalberakhir"
    ),
    "sources": "source sourceurl sumberurl sourcename references referensi rujukan originalurl via",
    "place": "location venue city kota desa dusun alamat",
    "image.src": "path url file filename image source href overlayimage teaser",
    "image.alt": "alttext alternative description imagealt imagedescription",
    "image.caption": "title text imagecaption",
    "image.credit": "author copyright photographer attribution imagecredit",
    "audio.src": "path url file filename href",
    "sources.title": "name text label",
    "sources.url": "link href",
}
"""Our key, by its place, and the names that it has elsewhere."""

_OF_A_PICTURE: Final = {
    **dict.fromkeys(("alt", "alttext"), "alt"),
    "caption": "caption",
    **dict.fromkeys(("credit", "copyright"), "credit"),
}
"""What stands beside a picture's name: `image_alt`, `featureImageCaption`."""

_INVERTED: Final = {"published", "publish", "ispublished", "terbit", "diterbitkan", "tayang"}
_STATES: Final = {
    **dict.fromkeys(("draft", "konsep", "draf", "pending", "private", "hidden", "unlisted"), True),
    **dict.fromkeys(("publish", "published", "public", "terbit", "tayang", "listed"), False),
}
_NOT_BEFORE: Final = {"publishdate", "publishedat", "publishedon", "publisheddate", "pubdate"}
_OF_BULLETINS: Final = {"url", "path", "saveas"}
"""A bulletin's old address; elsewhere such a name may be anything."""

_WRAPPERS: Final = {"params", "extra", "taxonomies", "seo", "customfields", "frontmatter"}

_SETTINGS: Final = (
    "toc tableofcontents showtoc tocopen tocdepth math mathjax katex latex mermaid comments "
    "comment enablecomments disablecomments allowcomments commentstatus pingstatus disqus weight "
    "order navorder menuorder sidebarposition pin pinned sticky top featured isfeatured highlight "
    "menu authorprofile readtime readingtime showreadingtime share sharing disableshare related "
    "relatedposts search searchable insearchindex sitemap robots noindex hidemeta hidesummary "
    "hidetitle showdate showauthor hide sidebar rightsidebar leftsidebar navigation pagination "
    "breadcrumbs showbreadcrumbs iscjklanguage headless render build ads adsense isso amp "
    "eleventyexcludefromcollections disablenunjucks relative width height lqip linenumbers "
    "codefold autonumbering haschildren hideauthor hidedate usefeatureimage"
)
_NAMED_SETTINGS: Final = (
    "layout template posttype type format postformat icon classes class cssclass bodyclass markup "
    "outputs guid wpid postid pageid wordpressid uuid hash uid views likes theme "
    "eleventynavigation excerptseparator parent grandparent id"
)
_OF_THEMES: Final = (
    "true false yes no on off ya tidak main footer header none left right center post posts page "
    "pages default single blog index public open closed auto standard article articles toc all "
    "navigation home always never exclude include boost"
)


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def normalised_key(key: str) -> str:
    """A key without capitals and signs."""
    return re.sub(r"[\W_]+", "", key).lower()


@cache
def _ours() -> dict[tuple[str, str], str]:
    """Our keys by place (empty at the top level) and name."""
    found = {}
    for place, names in _NAMES.items():
        group, _, key = place.rpartition(".")
        found.update({(group, name): key for name in names.split()})
    return found


def our_key(key: str, path: str = "") -> str:
    """Our key for another program's in the group at a path; empty without one."""
    return _ours().get((re.sub(r"\[\d+\]", "", path), normalised_key(key)), "")


def is_wrapper(key: str, value: Value) -> bool:
    """Whether a group only wraps fields of a theme, which may be read as if outside of it."""
    return normalised_key(key) in _WRAPPERS and isinstance(value, Fields)


def part_of_picture(key: str) -> str:
    """The part of a picture that a key of its own gives: `alt` for `featured_image_alt`."""
    name = normalised_key(key)
    for end, part in _OF_A_PICTURE.items():
        before = name.removesuffix(end)
        if before != name and (before in ("", "image", "gambar") or our_key(before) == "image"):
            return part
    return ""


def is_setting(key: str, value: Value) -> bool:
    """Whether a key only tells another program how to show a page."""
    name = normalised_key(key)
    if name in _words(_NAMED_SETTINGS):
        return _is_plain(value, r"[\w./:@#?=&+-]{0,120}")
    return name in _words(_SETTINGS) and _is_plain(value, r"[-+]?[0-9.]*")


def _is_plain(value: Value, form: str) -> bool:
    if isinstance(value, Text):
        text = value.strip()
        return (
            value.is_absent or text.lower() in _words(_OF_THEMES) or bool(re.fullmatch(form, text))
        )
    return all(
        _is_plain(one, form) for one in (value.values() if isinstance(value, Fields) else value)
    )


def not_before(key: str) -> bool:
    """Whether a date is that of publication, beside the bulletin's own date."""
    return normalised_key(key) in _NOT_BEFORE


def is_bookkeeping(key: str) -> bool:
    """Whether a date says when a file was created, which readers don't need."""
    return normalised_key(key) in {
        "created",
        "createdat",
        "createddate",
        "createdate",
        "datecreated",
        "creationdate",
    }


def only_of_bulletins(key: str) -> bool:
    """Whether a key is the address of a bulletin, and may mean anything elsewhere."""
    return normalised_key(key) in _OF_BULLETINS


def draft_of(key: str, value: Value) -> str:
    """`true` or `false` for our `draft`; empty where it can't be told."""
    if not isinstance(value, Text):
        return ""
    name, said = normalised_key(key), value.strip().lower()
    if said in _STATES and name not in ("hidden", "private", "isdraft", "unlisted"):
        return str(_STATES[said]).lower()
    if said not in _FLAGS:
        return ""
    return str(_FLAGS[said] != (name in _INVERTED)).lower()


_FLAGS: Final = {
    **dict.fromkeys(("true", "ya", "yes", "on", "1"), True),
    **dict.fromkeys(("false", "tidak", "no", "off", "0"), False),
}


def old_address(text: str) -> str:
    """A former address as `redirect_from` holds it; empty where it is none."""
    path = re.sub(r"^(?:https?:)?//[^/]+", "", text.strip())
    path = f"/{path.strip('/')}/"
    return path if re.fullmatch(r"/(?:[a-z0-9._~-]+/)+", path) else ""


def flat(value: Value) -> list[Value]:
    """The texts of a list, of nested lists, and of groups that only name something."""
    if isinstance(value, Items):
        return [one for item in value for one in flat(item)]
    if isinstance(value, Fields):
        named = [value[key] for key in ("name", "title", "nama", "label") if key in value]
        return named[:1] if len(value) <= len(named) + ("slug" in value) else [value]
    return [value]
