"""Reads a kept e-mail (.eml) into its parts: from, to, date, subject, text and the names of what came with it."""

from dossier.mail_reading.confinement import read_mail
from dossier.mail_reading.mail import Enclosure, Mail

__all__ = ["Enclosure", "Mail", "read_mail"]
