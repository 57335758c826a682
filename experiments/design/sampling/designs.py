"""The designs by name. A new one is a file beside this one and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from experiments.design.sampling.base import Design
from experiments.design.sampling.grid import Grid
from experiments.design.sampling.latin_hypercube import LatinHypercube
from experiments.design.sampling.listed import Listed
from experiments.design.sampling.sobol import Sobol

DESIGNS: Final[Mapping[str, Design]] = {
    "grid": Grid(),
    "latin_hypercube": LatinHypercube(),
    "list": Listed(),
    "sobol": Sobol(),
}
