"""The tables of a library, as numbered migrations: `user_version` is how many of them a file has been through.

What a person did to an article is kept by the hash of its text (`Article.id`, 16 hexadecimal digits), whether the
article itself is kept or not, so that the same text is as it was left wherever it comes from:

    details   what was stated: title, source, date, link; NULL says nothing, an empty text says "none"
    read, stars, tags, places     marks, with when they were made; a place is characters into the source text
    notes, clips                  on an article or a passage of it, and what was copied with its citation
    names     what such an article was called when something was kept of it, so that it can be named later
    pairs     pairs of sentences judged by hand: see `stated/pairs.py`
    placed    articles that a person put into one story (1) or took apart (0), wherever they are opened from
    seats     letters of articles in stories of what was opened: by a hash of the paths, and the story's first text

    searches  saved searches; those that hide are kill rules
    settings  single values by name
    undo      destructive changes that can be taken back after a restart: see `stated/changes.py`

What is kept of the articles themselves:

    sources   feeds, pages and folders that are subscribed to; folder, tags and attributes are JSON; `removed` is when
              one was taken away: its rows stay until a purge
    visits    what the last fetch of a source left behind
    originals bytes or text as they came, compressed, each once (by SHA-256)
    articles  one row for each item of a source, light: the list is made of this table alone. `item` is the item's
              own id in its source, or a path or address; `version` is the newest of its versions
    bodies    versions of an article: the cleaned one and what its document was called (`codec.py`), and the original
              that it was made of
    words     the full-text index, without the texts: see `search/index.py`; a batch of some hundred articles is one
              piece of it, and pieces are joined eight at a time, once nobody waits, which writes a third less than by
              default. What stands between two spaces is one word there: our own code has made words of the texts
    vocabulary, spellings     every word of the index, and how it is found by a mistyped one: see `search/vocabulary.py`
    forms, commons            which articles have the very common words, as bits: see `search/commons.py`
    stories, members, apart, beside     which article belongs to which story, or beside one: see `holdings/assigning.py`
    copies    articles that hold the text of another one, each with the first of these
    readings  what grouping read of the latest articles and what they are near to: see `holdings/readings.py`;
              `articles.grouped` is 0 where an article has come, or has changed, since its story was last looked for
    nearest   of a story's first article, or a single one, an article of the nearest story that was not joined, and why

Times are whole seconds since 1970, in UTC. There are no triggers and no views; `database.py` refuses a file with any.
"""

from __future__ import annotations

APPLICATION = 0x6E777372
"""`application_id` of a library: "nwsr"."""
SHOWN = "(a.feed IS NULL OR a.feed NOT IN (SELECT number FROM sources WHERE removed IS NOT NULL))"
"""Which articles `a` are there to be seen: those of a source that was removed come back with it."""

_FIRST = """
CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE details(id TEXT PRIMARY KEY, title TEXT, source TEXT, date TEXT, link TEXT) WITHOUT ROWID;
CREATE TABLE read(id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE stars(id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tags(id TEXT NOT NULL, tag TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(id, tag)) WITHOUT ROWID;
CREATE INDEX tags_of ON tags(tag);
CREATE TABLE places(id TEXT PRIMARY KEY, place INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE notes(
    note TEXT PRIMARY KEY, id TEXT NOT NULL, first INTEGER, last INTEGER, passage TEXT NOT NULL, text TEXT NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE clips(
    clip TEXT PRIMARY KEY, id TEXT NOT NULL, text TEXT NOT NULL, citation TEXT NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE names(
    id TEXT PRIMARY KEY, title TEXT NOT NULL, source TEXT NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE pairs(
    one TEXT NOT NULL, other TEXT NOT NULL, same INTEGER NOT NULL, PRIMARY KEY(one, other)
) WITHOUT ROWID;
CREATE TABLE searches(
    name TEXT PRIMARY KEY, query TEXT NOT NULL, hides INTEGER NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE undo(
    number INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, words TEXT NOT NULL,
    images BLOB NOT NULL
);

CREATE TABLE sources(
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, address TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    link TEXT NOT NULL, folder TEXT NOT NULL, tags TEXT NOT NULL, attributes TEXT NOT NULL, hidden INTEGER NOT NULL,
    whole INTEGER NOT NULL, added INTEGER NOT NULL, removed INTEGER
);
CREATE TABLE visits(
    source INTEGER PRIMARY KEY REFERENCES sources(number) ON DELETE CASCADE, etag TEXT NOT NULL, modified TEXT NOT NULL,
    not_before INTEGER NOT NULL, succeeded INTEGER NOT NULL, failed INTEGER NOT NULL, error TEXT NOT NULL,
    failures INTEGER NOT NULL, taken INTEGER NOT NULL
);
CREATE TABLE originals(
    number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, media TEXT NOT NULL, size INTEGER NOT NULL,
    data BLOB NOT NULL
);
CREATE TABLE articles(
    number INTEGER PRIMARY KEY AUTOINCREMENT, feed INTEGER REFERENCES sources(number) ON DELETE CASCADE,
    item TEXT NOT NULL, version INTEGER NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL,
    date INTEGER, words INTEGER NOT NULL, language TEXT NOT NULL, flags INTEGER NOT NULL, first_seen INTEGER NOT NULL
);
CREATE UNIQUE INDEX articles_items ON articles(ifnull(feed, 0), item);
CREATE INDEX articles_ids ON articles(id);
CREATE TABLE bodies(
    article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE, version INTEGER NOT NULL, id TEXT NOT NULL,
    at INTEGER NOT NULL, note TEXT NOT NULL, original INTEGER REFERENCES originals(number), document TEXT NOT NULL,
    cleaned BLOB NOT NULL,
    UNIQUE(article, version)
);
CREATE INDEX bodies_of ON bodies(original);
CREATE INDEX bodies_ids ON bodies(id);
CREATE TABLE stories(number INTEGER PRIMARY KEY AUTOINCREMENT, letters INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE TABLE members(
    article INTEGER PRIMARY KEY REFERENCES articles(number) ON DELETE CASCADE,
    story INTEGER NOT NULL REFERENCES stories(number) ON DELETE CASCADE, letter INTEGER NOT NULL, hand INTEGER NOT NULL
);
CREATE INDEX members_of ON members(story);
CREATE TABLE apart(
    article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
    story INTEGER NOT NULL REFERENCES stories(number) ON DELETE CASCADE, letter INTEGER, PRIMARY KEY(article, story)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    title, text, source, author, content='', tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO words(words, rank) VALUES('hashsize', 16000000);
INSERT INTO words(words, rank) VALUES('automerge', 8);
INSERT INTO settings VALUES('index version', '1');
"""

_WORDS = """
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5(
    title, text, source, author, content='', tokenize="ascii tokenchars '!#$%&''()*+,-./:<=>?@[\\]^_`{|}~'"
);
INSERT INTO words(words, rank) VALUES('hashsize', 16000000);
INSERT INTO words(words, rank) VALUES('automerge', 8);
CREATE TABLE vocabulary(number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, count INTEGER NOT NULL);
CREATE VIRTUAL TABLE spellings USING fts5(
    deletes, content='', detail=none, columnsize=0,
    tokenize="ascii tokenchars '!#$%&''()*+,-./:<=>?@[\\]^_`{|}~'"
);
UPDATE settings SET value = '2' WHERE name = 'index version' AND NOT EXISTS (SELECT 1 FROM articles)
"""

_GROUPS = """
ALTER TABLE articles ADD COLUMN grouped INTEGER NOT NULL DEFAULT 0;
CREATE INDEX articles_ungrouped ON articles(number) WHERE grouped = 0;
CREATE TABLE readings(
    article INTEGER PRIMARY KEY REFERENCES articles(number) ON DELETE CASCADE, serial INTEGER NOT NULL,
    key TEXT NOT NULL, reading BLOB NOT NULL, ties BLOB NOT NULL
);
CREATE INDEX readings_serials ON readings(serial);
CREATE TABLE beside(
    article INTEGER PRIMARY KEY REFERENCES articles(number) ON DELETE CASCADE,
    story INTEGER NOT NULL REFERENCES stories(number) ON DELETE CASCADE
);
CREATE INDEX beside_of ON beside(story)
"""

_NEAREST = """
CREATE TABLE nearest(
    article INTEGER PRIMARY KEY REFERENCES articles(number) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE, why TEXT NOT NULL
);
CREATE INDEX nearest_of ON nearest(other)
"""

_HAND = """
CREATE TABLE placed(
    id TEXT NOT NULL, other TEXT NOT NULL, joined INTEGER NOT NULL, PRIMARY KEY(id, other)
) WITHOUT ROWID;
CREATE TABLE seats(
    opening TEXT NOT NULL, story TEXT NOT NULL, id TEXT NOT NULL, letter INTEGER NOT NULL,
    PRIMARY KEY(opening, story, id)
) WITHOUT ROWID;
CREATE TABLE copies(
    article INTEGER PRIMARY KEY REFERENCES articles(number) ON DELETE CASCADE,
    first INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE
);
CREATE INDEX copies_of ON copies(first);
ALTER TABLE apart ADD COLUMN hand INTEGER NOT NULL DEFAULT 1
"""

_COMMONS = """
CREATE TABLE forms(form TEXT PRIMARY KEY, count INTEGER NOT NULL, ready INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX forms_unready ON forms(count) WHERE NOT ready;
CREATE TABLE commons(
    block INTEGER NOT NULL, form TEXT NOT NULL, bits BLOB NOT NULL, PRIMARY KEY(block, form)
) WITHOUT ROWID
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _WORDS, _GROUPS, _NEAREST, _HAND, _COMMONS)
"""What makes each version of the tables out of the one before; each runs in one transaction, after a backup."""
