"""The consolidated text and the redline as documents for people and for other systems."""

from accord.text.forms.akoma_ntoso import akoma_ntoso
from accord.text.forms.document import Author, Consolidated, Emended
from accord.text.forms.html import html, redline_html
from accord.text.forms.markdown import markdown

__all__ = ["Author", "Consolidated", "Emended", "akoma_ntoso", "html", "markdown", "redline_html"]
