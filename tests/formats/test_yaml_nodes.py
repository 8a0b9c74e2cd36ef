"""What an unquoted scalar is: numbers as PyYAML has them, everything else by YAML 1.2."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gallows_sync.formats.yaml_nodes import Kind, plain_kind

AS_PYYAML_HAS_IT = {
    "tag:yaml.org,2002:str": Kind.TEXT,
    "tag:yaml.org,2002:int": Kind.WHOLE,
    "tag:yaml.org,2002:float": Kind.DECIMAL,
}


@given(st.from_regex(r"[+.0178-]?[0178][.eE+0178-]{0,8}", fullmatch=True))
def test_a_number_is_one_where_pyyaml_takes_it_for_one(text: str) -> None:
    node = yaml.compose(text, yaml.SafeLoader)
    assert node is not None
    assert plain_kind(text) is AS_PYYAML_HAS_IT[node.tag]


@pytest.mark.parametrize("text", ["08", "0E0", "1.0e5", "-.5", "10:00:00:00", "1957-12-04", "No"])
def test_what_other_programs_write_without_quotes_as_text_is_text(text: str) -> None:
    assert plain_kind(text) is Kind.TEXT
