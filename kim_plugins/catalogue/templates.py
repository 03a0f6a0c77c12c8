"""Jinja environments of this project: escaping, strict, without reloading."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    select_autoescape,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Expr
from jinja2.runtime import Context, Macro

OURS: Final = "kim"
"""The folder of a site's own templates of what pages say, and what they call ours."""


class _Generator(CodeGenerator):
    """Compiles output as plain strings, not as `Markup` objects that are joined and thrown away.

    A call is a call of Python: jinja2 asks at each, in six steps, whether the function wants to
    know the context, which of those that our templates call only its own macros do.
    """

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - as jinja2 has it
        """Write a call."""
        if node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("environment.called(context, ")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - jinja2's own class
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class _Environment(Environment):
    code_generator_class = _Generator

    @staticmethod
    def shown(value: object) -> str:
        """A value escaped for HTML (as markupsafe's `escape`, three times as fast)."""
        if type(value) is not str:
            if hasattr(value, "__html__"):
                found: str = value.__html__()
                return found
            value = str(value)
        if "&" in value:
            value = value.replace("&", "&amp;")
        if "<" in value or ">" in value:
            value = value.replace("<", "&lt;").replace(">", "&gt;")
        if "'" in value:
            value = value.replace("'", "&#39;")
        return value.replace('"', "&#34;") if '"' in value else value

    @staticmethod
    def called(context: Context, function: Callable[..., Any]) -> Callable[..., Any]:
        """What a template calls; a macro is told whether its caller is escaped."""
        return partial(function, context.eval_ctx) if type(function) is Macro else function

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals as one dict: jinja2's chain is slow to copy for each page."""
        return {**self.globals, **(d or {})}


def templates(
    package: str, bytecode: BytecodeCache | None = None, own: Path | None = None
) -> Environment:
    """The environment of a package's templates; `bytecode` keeps them compiled.

    Those in the folder `own` stand before them, and find the package's by the name `kim/…`.
    Globals have to be there before the first template is asked for.
    """
    loader: BaseLoader = PackageLoader(package)
    if own:
        before = PrefixLoader({OURS: loader})
        loader = ChoiceLoader([before, FileSystemLoader(own), loader])
    return _Environment(
        loader=loader,
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=bytecode,
    )
