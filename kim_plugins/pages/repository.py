"""Where a site's files are kept: the code host, and the addresses at which it begins a new file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlsplit

_EDIT_URI: Final = re.compile(r"(?:-/)?(?:_?edit|blob|raw|src/branch)/([^/]+)/")
_HOSTS: Final = {
    "github": "GitHub",
    "gitlab": "GitLab",
    "codeberg": "Codeberg",
    "gitea": "Gitea",
    "forgejo": "Forgejo",
}
"""Code hosts by a part of their host name, with the name that users know."""
_PUBLIC: Final = ("github.com", "gitlab.com")
PLACEHOLDER: Final = "pemilik/situs"


@dataclass(frozen=True, slots=True)
class Repository:
    """Where a site's files are kept, as mkdocs.yml names it; `content` is their folder there."""

    url: str = ""
    edit_uri: str = ""
    content: str = "content"

    @property
    def name(self) -> str:
        """The code host's name as users know it; empty for one that can't begin a new file."""
        host = urlsplit(self.url).hostname or ""
        return next((name for part, name in _HOSTS.items() if part in host), "")

    @property
    def branch(self) -> str:
        """The branch that the site is made of; `main` where mkdocs.yml doesn't say it."""
        match = _EDIT_URI.match(self.edit_uri)
        return match[1] if match else "main"

    @property
    def new_file(self) -> str:
        """The address at which a new file is begun, with `{folder}`, `{name}` and `{text}` in it.

        Sources: the manuals of GitHub ("Creating new files"), of GitLab ("Web Editor"), which takes
        no text, and of Gitea ("Integrations"), which Forgejo follows.
        """
        place = f"{quote(self.branch)}/{quote(self.content)}/{{folder}}"
        url = self.url.rstrip("/")
        filled = "filename={name}&value={text}"
        match self.name:
            case "":
                return ""
            case "GitHub":
                return f"{url}/new/{place}?{filled}"
            case "GitLab":
                return f"{url}/-/new/{place}?file_name={{name}}"
            case _:
                return f"{url}/_new/{place}?{filled}"

    @property
    def takes_text(self) -> bool:
        """Whether a new file may be begun with a text in it."""
        return "{text}" in self.new_file

    @property
    def backend(self) -> dict[str, Any]:
        """The `backend` setting of Sveltia CMS: editors sign in with a token, without a server.

        A placeholder where mkdocs.yml names no code host that it knows.
        """
        address = urlsplit(self.url)
        origin = f"{address.scheme}://{address.netloc}"
        repo = address.path.strip("/").removesuffix(".git") if self.name else PLACEHOLDER
        kind = self.name.lower() if self.name in ("", "GitHub", "GitLab") else "gitea"
        backend: dict[str, Any] = {"name": kind or "github", "repo": repo}
        if self.edit_uri:
            backend["branch"] = self.branch
        backend["auth_methods"] = ["token"]
        if kind and address.hostname not in _PUBLIC:
            roots = {"github": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1"}
            backend |= {"base_url": origin, "api_root": f"{origin}{roots[kind]}"}
        return backend
