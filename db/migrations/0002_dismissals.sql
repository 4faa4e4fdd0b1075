-- Findings of 要確認 that somebody looked into and dismissed with a reason.

CREATE TABLE dismissal (
  plan TEXT NOT NULL REFERENCES plan (uid),
  rule TEXT NOT NULL,
  owner TEXT NOT NULL, -- uid of what the finding speaks of
  cell TEXT NOT NULL, -- year, line and series of the cell it speaks of, '' for none
  judged TEXT NOT NULL, -- what was looked at; when that changes the finding comes back
  reason TEXT NOT NULL,
  PRIMARY KEY (plan, rule, owner, cell, judged)
) WITHOUT ROWID;
