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


@given(st.text("0178.+-eE", min_size=1, max_size=9))
def test_a_number_is_one_where_pyyaml_takes_it_for_one(text: str) -> None:
    tag = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))
    assert plain_kind(text) is AS_PYYAML_HAS_IT[tag]


@pytest.mark.parametrize("text", ["08", "0E0", "1.0e5", "-.5", "10:00:00:00", "1957-12-04", "No"])
def test_what_other_programs_write_without_quotes_as_text_is_text(text: str) -> None:
    assert plain_kind(text) is Kind.TEXT
