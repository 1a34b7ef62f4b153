"""What is wrong in a template, said with its file and line."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from perfspec.error import PerfspecError

PUBLISH = Path(__file__).parent


@contextmanager
def template_faults(folders: Sequence[Path]) -> Iterator[None]:
    """Turn what a template does wrong into one sentence; a fault of our own goes through as it is."""
    try:
        yield
    except PerfspecError:
        raise
    except TemplateSyntaxError as error:
        raise _fault(error.filename or error.name or "?", error.lineno, error.message or "", error) from error
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        inside = [frame for frame in frames if any(Path(frame.filename).is_relative_to(folder) for folder in folders)]
        if inside and not Path(frames[-1].filename).is_relative_to(PUBLISH):
            raise _fault(inside[-1].filename, inside[-1].lineno, str(error), error) from error
        if isinstance(error, TemplateNotFound):
            names = "、".join(map(str, folders))
            raise PerfspecError(
                f"找不到模板 {error.name}：{names}", f"There is no template {error.name} in {names}"
            ) from error
        raise


def _fault(file: str, line: int | None, message: str, error: Exception) -> PerfspecError:
    place = f"{file}:{line}"
    match error:
        case UndefinedError():
            return PerfspecError(
                f"{place}：模板用到了没有的东西：{message}", f"{place}: the template uses what is not there: {message}"
            )
        case TemplateNotFound():
            return PerfspecError(f"{place}：找不到模板 {message}", f"{place}: there is no template {message}")
        case SecurityError():
            return PerfspecError(f"{place}：模板不许这样做：{message}", f"{place}: not allowed in templates: {message}")
        case _:
            return PerfspecError(f"{place}：模板有错：{message}", f"{place}: the template is wrong: {message}")
