-- What all migrations together give; a test compares, `pytest tests/store --update-golden` renews it.

CREATE TABLE plan (
  uid TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  facts TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE state (
  id INTEGER PRIMARY KEY,
  plan TEXT NOT NULL REFERENCES plan (uid),
  number INTEGER NOT NULL,
  UNIQUE (plan, number)
);

CREATE TABLE node (
  state INTEGER NOT NULL REFERENCES state (id),
  uid TEXT NOT NULL,
  parent TEXT NOT NULL, -- uid of a node, or of the plan
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('goal', 'measure', 'project')),
  facts TEXT NOT NULL,
  PRIMARY KEY (state, uid)
) WITHOUT ROWID;

CREATE TABLE indicator (
  state INTEGER NOT NULL REFERENCES state (id),
  uid TEXT NOT NULL,
  node TEXT NOT NULL, -- uid of the node it hangs on, or of the plan
  position INTEGER NOT NULL,
  facts TEXT NOT NULL,
  PRIMARY KEY (state, uid)
) WITHOUT ROWID;

CREATE TABLE figure (
  plan TEXT NOT NULL REFERENCES plan (uid),
  indicator TEXT NOT NULL,
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('target', 'actual')),
  kind TEXT NOT NULL CHECK (kind IN ('number', 'none', 'text')),
  content TEXT NOT NULL, -- the decimal, the reason or the words
  more TEXT NOT NULL DEFAULT '', -- standing, qualifier, note and earlier figures as JSON, where there are any
  PRIMARY KEY (plan, indicator, series, year, side)
) WITHOUT ROWID;

CREATE TABLE comment (
  plan TEXT NOT NULL REFERENCES plan (uid),
  owner TEXT NOT NULL,
  year INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('remarks', 'activity', 'outlook', 'committee')),
  body TEXT NOT NULL,
  PRIMARY KEY (plan, owner, year, kind)
) WITHOUT ROWID;

CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL, -- local time with its offset, ISO 8601
  who TEXT NOT NULL,
  plan TEXT NOT NULL,
  title TEXT NOT NULL,
  session TEXT NOT NULL DEFAULT '', -- the same for the autosaves of one sitting in a field
  changes TEXT NOT NULL, -- what, old and new of each change, as JSON
  sentences TEXT NOT NULL -- the changes as they were said then, a line each
);

CREATE INDEX journal_of_plan ON journal (plan, id);

CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal BEGIN
  SELECT RAISE (ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_keeps_words BEFORE UPDATE ON journal BEGIN
  SELECT RAISE (ABORT, 'the journal is append-only');
END;

CREATE TABLE dismissal (
  plan TEXT NOT NULL REFERENCES plan (uid),
  rule TEXT NOT NULL,
  owner TEXT NOT NULL, -- uid of what the finding speaks of
  cell TEXT NOT NULL, -- year, line and series of the cell it speaks of, '' for none
  judged TEXT NOT NULL, -- what was looked at; when that changes the finding comes back
  reason TEXT NOT NULL,
  PRIMARY KEY (plan, rule, owner, cell, judged)
) WITHOUT ROWID;
