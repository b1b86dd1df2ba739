"""The look-up log: every look at a person is written before the page is shown, in a tamper-evident chain."""

from fremdrift.access.lookup_log.entry import LookUp, Outcome
from fremdrift.access.lookup_log.schema import Roles, install
from fremdrift.access.lookup_log.writer import LogUnavailable, Writer

__all__ = ["LogUnavailable", "LookUp", "Outcome", "Roles", "Writer", "install"]
