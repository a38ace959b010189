"""How Sphinx builds the documentation."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from shutil import copyfile
from typing import Any

import attrs
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.pycode import ModuleAnalyzer

import rolepath

sys.path.insert(0, str(Path(__file__).parent))
from from_catalog import filled

project = "rolepath"
author = "The rolepath authors"
project_copyright = "2026, The rolepath authors"
release = installed_version("rolepath")
version = release

sys.path.insert(0, str(Path(__file__).parent))  # for the extensions that stand beside this file
extensions = ["accessible_pages", "browser_page", "myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "rolepath"
html_static_path = ["_static"]
html_css_files = ["tables.css"]

myst_enable_extensions = ["attrs_inline", "colon_fence", "dollarmath"]
myst_heading_anchors = 3

# The notebooks hold their output, which a test compares.
nb_execution_mode = "off"

autoclass_content = "class"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"

nitpicky = True
nitpick_ignore_regex = [
    # The standard library is not linked, so that the pages build without a network.
    (r"py:(class|exc)", r"(collections\.abc|datetime|decimal|os|pathlib|types|unittest)\..*"),
    # Optional packages, which the build does not install.
    (r"py:class", r"(hypothesis|np|nx|pd|pl)\..*|Axes"),
    # Where a method names a class of an optional package, the other names of its module stand as they are written.
    (r"py:class", r"Decimal"),
    # A mapping of questions to answers, told in the text.
    (r"py:class", r"Answers"),
    # What two errors have in common, of no use to callers.
    (r"py:class", r"rolepath\.errors\._FaultsError"),
    # The result of whatever function is handed to Catalog.derived and Catalog.answer.
    (r"py:class", r"rolepath\.model\.catalog\.T"),
    # What the entries of a kind are.
    (r"py:class", r"rolepath\.model\.entries\.E"),
    # The class that a document is asked to be of.
    (r"py:class", r"rolepath\.interop\.documents\.T"),
    # What a check is put on, and comes back as.
    (r"py:class", r"rolepath\.testing\.checks\.T"),
]


# What is made from the catalog ---------------------------------------------------------------------------------------------------------


def fill_marks(_app: Sphinx, _name: str, content: list[str]) -> None:
    """Put tables and lists where a page asks for them."""
    content[0] = filled(content[0])


# Notebooks -----------------------------------------------------------------------------------------------------------------------------


def copy_notebooks(_app: Sphinx, _config: Config) -> None:
    """Lay the notebooks, with the output that is stored in them, where Sphinx reads: it looks no further than this folder."""
    here = Path(__file__).parent
    (here / "examples").mkdir(exist_ok=True)
    for notebook in (here.parent / "examples").glob("*.ipynb"):
        copyfile(notebook, here / "examples" / notebook.name)


# References ----------------------------------------------------------------------------------------------------------------------------


def read_comments(_app: Sphinx, what: str, name: str, _obj: Any, _options: Any, lines: list[str]) -> None:
    """Describe a name by the comment above it, not by the docstring of its type, and leave its colons alone."""
    if what == "data":
        public = name.rpartition(".")[2]
        home = rolepath._HOME[public]  # noqa: SLF001 - the one place that knows where a public name is defined
        lines[:] = ModuleAnalyzer.for_module(home).find_attr_docs().get(("", public), [])
    if what in {"attribute", "property"}:
        # Napoleon takes the words before a colon for a type.
        lines[:0] = ["..", ""]  # an empty comment, so that the first line has no colon


def drop_field_list(_app: Sphinx, what: str, _name: str, obj: Any, *_: Any) -> tuple[str, None] | None:
    """Leave the fields of a class out of its signature: each stands below, with what it means."""
    return ("", None) if what == "class" and attrs.has(obj) else None


def resolve_home(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.Element) -> nodes.Element | None:
    """Point a name in the module that defines it, or a bare name, to its public place."""
    name = node.get("reftarget", "").rpartition(".")[2]
    if node.get("refdomain") != "py" or name not in rolepath.__all__:
        return None
    return env.domains["py"].resolve_xref(env, node["refdoc"], app.builder, "obj", f"rolepath.{name}", node, content)


def setup(app: Sphinx) -> None:
    """Connect the hooks."""
    app.connect("config-inited", copy_notebooks)
    app.connect("source-read", fill_marks)
    app.connect("autodoc-process-docstring", read_comments, priority=400)  # before napoleon
    app.connect("autodoc-process-signature", drop_field_list)
    app.connect("missing-reference", resolve_home)
