"""Reads an export to cas-xmi: what cas-json.py does, which knows both."""

import pathlib
import runpy

runpy.run_path(str(pathlib.Path(__file__).with_name("cas-json.py")))
