//! The preview: its pages, and cells that are corrected in place (YW-IMP-12).
