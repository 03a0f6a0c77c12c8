"""Atomic publishing: build beside the site, then swap; whatever fails leaves the site as it was.

`kim/publish` is the last to hear `on_config` (it points `site_dir` at a scratch folder) and the
last to hear `on_post_build`. The site that was replaced is kept as a standby in `.kim/terbit`; the
next build brings it up to date and exchanges the two, so an edit writes a handful of files and the
swap is still one step. Both share the bytes of what is the same (hard links; a file is replaced,
never changed). What each holds is known by its manifest (`builder/manifests.py`): a standby in
which a file is another is thrown away, and no such file is taken from the site. Where there is no
standby, as after the first build, a new folder is filled from the site. Where nothing can be kept,
a build costs more time and nothing else.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from math import inf
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from kim_plugins.builder.files import clear, make_way, remove_until
from kim_plugins.builder.manifests import Manifest, Manifests, Version, is_sound, stamped
from kim_plugins.builder.outputs import Outputs, lost_addresses
from kim_plugins.builder.stopping import deferred_signals
from kim_plugins.builder.store import Store
from kim_plugins.builder.swap import exchange

Progress = Callable[[int, int], None]
"""Is told how many files are written, of how many."""


class Publication:
    """One build of `site`: a folder beside it that takes its place when it is published.

    `scratch` is a folder for whatever works with files of its own. `state` is where standbys are
    kept between builds, None keeps none; `store` keeps what folders hold. `once` makes no standby,
    for a machine on which no build follows.
    """

    def __init__(
        self,
        site: Path,
        state: Path | None = None,
        store: Store | None = None,
        *,
        once: bool = False,
    ) -> None:
        # A link to a site elsewhere stays a link; what it points at is swapped.
        self.site = Path(os.path.realpath(site))
        self._prefix = f".{self.site.name}.kim-"
        self.folder = self.site.with_name(f"{self._prefix}{os.getpid()}")
        self.scratch = self.site.with_name(f"{self._prefix}{os.getpid()}-mkdocs")
        self._old = self.site.with_name(f"{self._prefix}old")
        self._manifests = Manifests(store, self.site)
        # Its name tells whose it is.
        self._standby = state / quote(os.fsencode(self.site), safe="") if state else None
        self._once = once

    def sound_standby(self) -> Version | None:
        """The version of the standby if all in it stands as it was written; it isn't touched."""
        return self._manifests.sound(self._standby) if self._standby else None

    def open(self, *, clean: bool = False, sound: Version | None = None) -> Outputs:
        """Make the folder; clear away what dead builds left, and mend a swap that was cut off.

        `clean` trusts nothing that an earlier build wrote. `sound` is the version of the
        standby that was looked through already, if any was.
        """
        self.site.parent.mkdir(parents=True, exist_ok=True)
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        self._clear_leftovers()
        self._clear_orphans()
        for part in ("site", "docs"):
            (self.scratch / part).mkdir(parents=True)
        standing = self._take_standby(sound, clean=clean)
        if standing is None:
            self.folder.mkdir()
        self._stamps = standing.stamps if standing else {}
        published = self._manifests.of(self.site)
        self._before = None if published is None else published.keys
        site = None if clean or not self.site.exists() else self.site
        self.outputs = Outputs(
            self.folder, standing and standing.keys, site, None if clean else published
        )
        return self.outputs

    def publish(
        self,
        workers: int | None = 1,
        progress: Progress | None = None,
        also: AbstractContextManager[None] | None = None,
        published: Callable[[], None] | None = None,
    ) -> list[str]:
        """Write what changed and swap the folder in; return the addresses that are lost.

        `also` is entered when everything is written, and left when it is published; `published` is
        called in between, before anybody can stop the process.
        """
        for done, of in self.outputs.finish(workers):
            if progress:
                progress(done, of)
        with also or nullcontext(), deferred_signals():
            lost = self._swap()
            if published:
                published()
        return lost

    def _swap(self) -> list[str]:
        lost = lost_addresses(
            self.site if self._before is None else self._before, self.outputs.keys
        )
        self._bring_hidden_files()
        keys, touched = self.outputs.keys, self.outputs.touched
        stamps = stamped(self.folder, self._stamps, touched)
        self._manifests.keep(self.folder, Manifest(keys, stamps), self.site)
        if not self.site.exists():
            self.folder.rename(self.site)
        elif exchange(self.folder, self.site):
            self._set_aside(self.folder)
        else:
            self.site.rename(self._old)
            self.folder.rename(self.site)
            self._set_aside(self._old)
        shutil.rmtree(self.scratch)
        return lost

    @property
    def before(self) -> Mapping[str, str] | None:
        """What the published site holds, the key of each file; None where nobody knows."""
        return self._before

    def discard(self, seconds: float = inf) -> None:
        """Throw away what was built; the site stays, and so does what takes longer to remove.

        The next build clears that away, as it does what a killed one leaves.
        """
        until = time.monotonic() + seconds
        for folder in (self.scratch, self.folder):
            remove_until(until, folder)

    def _clear_leftovers(self) -> None:
        for left in self.site.parent.glob(f"{self._prefix}*"):
            owner = left.name.removeprefix(self._prefix).partition("-")[0]
            if owner in ("old", str(os.getpid())) or (
                owner.isdigit() and not _is_alive(int(owner))
            ):
                shutil.rmtree(left)

    def _clear_orphans(self) -> None:
        """Drop standbys of sites that are gone; that of this very site saves making it again."""
        # Another build of the project may be dropping the same one, or nothing can be read there;
        # what can't be taken away is met again.
        with suppress(OSError):
            for standby in self._standby.parent.iterdir() if self._standby else ():
                is_site = os.path.exists(unquote_to_bytes(standby.name))  # noqa: PTH110 - bytes
                if not is_site and standby != self._standby:
                    clear(standby)

    def _take_standby(self, sound: Version | None, *, clean: bool) -> Manifest | None:
        """Put the standby in the folder's place; return what it holds, None where there is none."""
        if self._standby is None or not os.path.lexists(self._standby):
            return None
        try:
            taken = self._claim_standby()
            known = None if clean or taken is None else self._manifests.of(taken)
            if taken is not None:
                # From here on it changes: a build that is killed must leave no manifest that lies.
                self._manifests.forget(taken)
                if known is not None and (
                    sound == self._manifests.version(taken) or is_sound(taken, known.stamps)
                ):
                    taken.rename(self.folder)
                    return known
                clear(taken)
        except OSError:
            self._standby = None  # nothing is kept there
        return None

    def _claim_standby(self) -> Path | None:
        """Take it where no other build looks, which only one can do; None where there is none.

        Another build at the same time must not clear away what this one is about to publish.
        """
        if self._standby is None or not os.path.lexists(self._standby):
            return None
        taken = self.scratch / "standby"
        try:
            self._standby.rename(taken)
        except FileNotFoundError:
            return None
        except PermissionError:
            # A folder that somebody closed can't be moved either.
            clear(self._standby)
            return None
        return taken

    def _make_way(self, standby: Path) -> None:
        """Take away what stands there: one that another build has kept since, or no standby."""
        taken = self._claim_standby()
        if taken is not None:
            clear(taken)
        make_way(standby)

    def _set_aside(self, replaced: Path) -> None:
        """Keep what was replaced as the standby, if it is known what it holds."""
        if self._standby and self._before is not None and not self._once:
            # The site may lie on another disk, or there is no writing beside the cache.
            with suppress(OSError):
                self._make_way(self._standby)
                self._standby.parent.mkdir(parents=True, exist_ok=True)
                replaced.rename(self._standby)
                return
        with suppress(OSError):
            self._manifests.forget(replaced)
        shutil.rmtree(replaced)

    def _bring_hidden_files(self) -> None:
        """Files that hide in the site and aren't ours (`.git`, `.nojekyll`) move along."""
        left, coming = ([*folder.glob(".*")] for folder in (self.folder, self.site))
        if not (left or coming):
            return
        ours = {place.partition("/")[0] for place in (*(self._before or ()), *self.outputs.keys)}
        for found, act in ((left, clear), (coming, self._bring)):
            for hidden in found:
                if hidden.name not in ours:
                    act(hidden)

    def _bring(self, hidden: Path) -> None:
        _copy(hidden, self.folder / hidden.name)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # signals can't ask there; the folder is cleared when the number comes back
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
