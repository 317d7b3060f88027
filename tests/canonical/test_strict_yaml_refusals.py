import pytest

from evenhand.canonical.strict_yaml import UnreadableYaml, parse_yaml, read_yaml


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: &x 1\nb: *x", "references to other places"),
        ("a: !!float 1", "without the tag"),
        ("a: !!bool yes", "without the tag"),
        ("? !!set {a, b}", "without the tag"),
        ("[" * 3000, "nested too deeply"),
    ],
)
def test_what_could_grow_or_mean_something_else_is_refused(text, says):
    with pytest.raises(UnreadableYaml, match=says):
        parse_yaml(text, "pack.yaml")


def test_a_file_in_another_encoding_is_refused_by_name(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: caf\xe9".encode("cp1252"))
    with pytest.raises(UnreadableYaml, match=r"latin\.yaml: it is not in UTF-8"):
        read_yaml(path)


def test_a_tilde_and_a_quoted_mark_are_text():
    assert parse_yaml('a: ~\nb: "!x"', "pack.yaml") == {"a": "~", "b": "!x"}
