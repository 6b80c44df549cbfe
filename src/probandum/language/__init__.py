"""Reading text in any language: folds, search tokens, name keys, sentences, scripts, visible marks.

Pure functions over text; nothing here knows a case, a source or a store. Import the module that
is needed (``probandum.language.tokens``); this package itself loads nothing.
"""
