"""MkDocs' preview server: files are made when they are asked for, and changes noticed soon."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from kim_plugins.builder.stopping import heed
from kim_plugins.engine.blame import blaming
from kim_plugins.engine.hosts import restrict_hosts
from kim_plugins.engine.preview_site import PreviewSite

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


_LOOK_EVERY: Final = 0.2
"""Seconds between two looks at the watched folders; MkDocs takes 0.5."""


def watch_closely(server: LiveReloadServer, custom_dir: str | None) -> LiveReloadServer:
    """Have a server look at what MkDocs watches more often, and at `theme.custom_dir` too.

    It goes on polling, which works on every kind of disk. What is watched later goes along; what
    was watched before would be lost with the observer.
    """
    from watchdog.observers.polling import PollingObserver  # noqa: PLC0415 - only the preview needs it

    watched = [*server._watched_paths]  # noqa: SLF001 - MkDocs tells it no other way
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=_LOOK_EVERY)
    for path in (*watched, custom_dir) if custom_dir else watched:
        server.watch(path)
    return server


def make_on_demand(
    server: LiveReloadServer,
    config: MkDocsConfig,
    lock: Lock,
    shown: Callable[[], PreviewSite | None],
    explain: Callable[[Exception], str],
) -> LiveReloadServer:
    """Have a server make what is asked for, for its own host only.

    `lock` is held while a file is made or a site takes the place of another; `shown` gives the
    site of the last build, `explain` the sentence why another build failed.
    """
    server.set_app(restrict_hosts(_making_app(server, lock, shown), config.dev_addr.host))
    build = server.builder

    def rebuild() -> None:
        try:
            with blaming(config):
                build()
        except Exception as error:
            heed()
            # MkDocs would show where in the program it happened.
            raise Abort(explain(error)) from error

    server.builder = rebuild
    return server


def _making_app(
    server: LiveReloadServer, lock: Lock, shown: Callable[[], PreviewSite | None]
) -> Callable[[dict[str, Any], Any], Any]:
    """The server's WSGI application, which makes the file that is asked for before it serves it."""
    serve: Any = server.get_app()
    mounted = server.mount_path

    def make_then_serve(environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        # WSGI has a letter for a byte.
        path = environ["PATH_INFO"].encode("latin-1").decode()
        path = "/" + path.removeprefix(mounted)
        answers: list[tuple[Any, ...]] = []
        # MkDocs waits for a build that goes on, after which the site is another one.
        for _ in range(2):
            with lock:
                if site := shown():
                    for wanted in (path, f"{path}/"):
                        site.make_file(Path(server.root), wanted)
            body = serve(environ, lambda *answer: answers.append(answer))
            if not answers[-1][0].startswith("404"):
                break
        start_response(*answers[-1])
        return body

    return make_then_serve
