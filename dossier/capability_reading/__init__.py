"""Reads an FML, an IZP or another capacity document into a proposal that a person confirms item by item."""

from dossier.capability_reading.confinement import read_document, read_mentions
from dossier.capability_reading.proposal import Confidence, Finding, Proposal

__all__ = ["Confidence", "Finding", "Proposal", "read_document", "read_mentions"]
