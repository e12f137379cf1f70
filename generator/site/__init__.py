"""The documentation site: rendered pages, guides and a theme become a folder that a publisher uploads as it is.

`builder` leads: `contents` gathers what the site is made of, `parts` and `zensical` let the site generator build its pages,
`assembly` puts files beside them, `links` and `sizes` look at the result, and `publish` moves it into place. `serve` shows
the site while it is being written.

Importing this loads nothing, since the site generator imports `ready_html` from here.
"""
