"""The rows of a workspace; db/migrations makes the tables. Not bound: every query names its database."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, IntegerField, Model, TextField


class PlanRow(Model):
    """A plan and its own facts."""

    uid = TextField(primary_key=True)
    position = IntegerField()
    facts = TextField()

    class Meta:
        table_name = "plan"


class StateRow(Model):
    """A state of a plan's structure."""

    id = AutoField()
    plan = TextField()
    number = IntegerField()

    class Meta:
        table_name = "state"


class NodeRow(Model):
    """A goal, measure or project in a state."""

    state = IntegerField()
    uid = TextField()
    parent = TextField()
    position = IntegerField()
    kind = TextField()
    facts = TextField()

    class Meta:
        table_name = "node"
        primary_key = CompositeKey("state", "uid")


class IndicatorRow(Model):
    """An indicator in a state, without its figures."""

    state = IntegerField()
    uid = TextField()
    node = TextField()
    position = IntegerField()
    facts = TextField()

    class Meta:
        table_name = "indicator"
        primary_key = CompositeKey("state", "uid")


class FigureRow(Model):
    """What stands in one cell of one year."""

    plan = TextField()
    indicator = TextField()
    series = TextField()
    year = IntegerField()
    side = TextField()
    kind = TextField()
    content = TextField()
    more = TextField()

    class Meta:
        table_name = "figure"
        primary_key = CompositeKey("plan", "indicator", "series", "year", "side")


class CommentRow(Model):
    """One comment of one year."""

    plan = TextField()
    owner = TextField()
    year = IntegerField()
    kind = TextField()
    body = TextField()

    class Meta:
        table_name = "comment"
        primary_key = CompositeKey("plan", "owner", "year", "kind")


class DismissalRow(Model):
    """A finding that was dismissed with a reason."""

    plan = TextField()
    rule = TextField()
    owner = TextField()
    cell = TextField()
    judged = TextField()
    reason = TextField()

    class Meta:
        table_name = "dismissal"
        primary_key = CompositeKey("plan", "rule", "owner", "cell", "judged")


class JournalRow(Model):
    """One step that was made; never changed, never removed."""

    id = AutoField()
    at = TextField()
    who = TextField()
    plan = TextField()
    title = TextField()
    session = TextField()
    changes = TextField()
    sentences = TextField()

    class Meta:
        table_name = "journal"
