"""Objects, one a line, against man/ptkt-json.schema.json.

json_schema.py SCHEMA KIND=FILE...: every line of each FILE must be an object of that KIND of the schema, or of
the kind that its event names where KIND is `any`. A field that the schema does not list is an error here,
though not for a reader. At the end the fields that no object had are printed, one a line.

It knows what the schema uses of JSON Schema, so that a test needs no package; where Python's jsonschema is
installed, that one judges too.
"""
import datetime
import json
import re
import sys

TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list,
         "object": dict, "null": type(None)}


def has_type(value, name):
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name])


def is_moment(text):
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", text):
        return False
    try:
        datetime.datetime.fromisoformat(re.sub(r"(\.\d+)?Z$", "", text))
    except ValueError:
        return False
    return True


class Schema:
    def __init__(self, text):
        self.kinds = text["$defs"]
        self.seen = set()
        self.by_event = {}
        for one in text["anyOf"]:
            kind = one["$ref"].split("/")[-1]
            event = self.kinds[kind]["properties"]["event"]
            for word in event.get("enum", [event.get("const")]):
                if word in self.by_event:
                    raise ValueError(f"two kinds have the event {word}")
                self.by_event[word] = kind

    def named(self, schema, name):
        if "$ref" in schema:
            name = schema["$ref"].split("/")[-1]
            return self.kinds[name], name
        return schema, name

    def parts(self, schema, name):
        """A schema and those that it takes in, each with what its fields are counted under."""
        yield schema, name
        for one in schema.get("allOf", []):
            yield from self.parts(*self.named(one, name))

    def check(self, value, schema, name, place):
        schema, name = self.named(schema, name)
        for part, part_name in self.parts(schema, name):
            self.check_value(value, part, part_name, place)
        if isinstance(value, dict):
            self.check_members(value, schema, name, place)

    def check_value(self, value, schema, name, place):
        types = schema.get("type", [])
        types = [types] if isinstance(types, str) else types
        if types and not any(has_type(value, one) for one in types):
            raise ValueError(f"{place} is {value!r}, and not of type {types}")
        if "const" in schema and value != schema["const"]:
            raise ValueError(f"{place} is {value!r}, and not {schema['const']!r}")
        if "enum" in schema and value not in schema["enum"]:
            raise ValueError(f"{place} is {value!r}, and not one of {schema['enum']}")
        if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
            raise ValueError(f"{place} is {value!r}, and does not match {schema['pattern']}")
        if isinstance(value, str) and schema.get("format") == "date-time" and not is_moment(value):
            raise ValueError(f"{place} is {value!r}, and no moment")
        if isinstance(value, list):
            for one in value:
                self.check(one, schema.get("items", {}), name, place + "[]")

    def check_members(self, value, schema, name, place):
        known = {}
        for part, part_name in self.parts(schema, name):
            for member in part.get("required", []):
                if member not in value:
                    raise ValueError(f"{place} has no {member}")
            for member, its in part.get("properties", {}).items():
                known.setdefault(member, []).append((its, part_name))
        others = schema.get("additionalProperties", not known)
        for member, one in value.items():
            if member not in known:
                if others is False:
                    raise ValueError(f"{place}.{member} is not in the schema")
                if isinstance(others, dict):
                    self.check(one, others, name, f"{place}.{member}")
            for its, part_name in known.get(member, []):
                path = f"{part_name}.{member}"
                self.seen.add(path)
                self.check(one, its, path, f"{place}.{member}")

    def all_fields(self, schema, name):
        for member, its in schema.get("properties", {}).items():
            yield f"{name}.{member}"
            yield from self.all_fields(its.get("items", its), f"{name}.{member}")


def main(path, *sources):
    text = json.load(open(path))
    schema = Schema(text)
    try:
        import jsonschema
        jsonschema.Draft202012Validator.check_schema(text)
        other = jsonschema.Draft202012Validator(text)
    except (ImportError, AttributeError):
        other = None
    count = 0
    elsewhere = []
    for source in sources:
        kind, file = source.split("=", 1)
        if kind == "elsewhere":  # kinds of objects that another test holds against the schema
            elsewhere = file.split(",")
            continue
        for number, line in enumerate(open(file), 1):
            try:
                value = json.loads(line)
                if not isinstance(value, dict):
                    raise ValueError("not an object")
                if kind == "any" and list(value)[:2] != ["v", "event"]:
                    raise ValueError("does not begin with v and event")
                name = schema.by_event.get(value.get("event")) if kind == "any" else kind
                if name is None:
                    raise ValueError(f"the event {value.get('event')!r} is not in the schema")
                schema.check(value, schema.kinds[name], name, name)
                if other is not None and kind == "any":
                    other.validate(value)
            except Exception as error:
                sys.exit(f"{file}:{number}: {str(error)[:500]}\n{line[:1000]}")
            count += 1
    if count == 0:
        sys.exit("nothing was printed")
    for name, its in schema.kinds.items():
        if name in elsewhere:
            continue
        for field in schema.all_fields(its, name):
            if field not in schema.seen:
                print(field)


main(*sys.argv[1:])
