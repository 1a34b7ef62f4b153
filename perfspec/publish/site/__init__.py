"""The site of a document: pages that a reader searches, filters and counts in, from a folder and without a server."""

from perfspec.publish.site.files import site_files as site_files
from perfspec.publish.site.site import Download as Download
from perfspec.publish.site.site import Site as Site
