"""Who is judged by tables that whom taught."""

import json

from matcher.chance_training import leave_out_each, read_arguments, read_group, read_source
from matcher.doubt import BIAS
from matcher.evaluate import LabelledAd
from matcher.hunch import load_hunches


def _ids(sources):
    return [source.ads[0].id for source in sources]


def test_a_group_is_judged_by_everybody_else_and_the_examples_teach_all(tmp_path):
    for name in "abcd":
        row = json.dumps({"id": name, "text": "Je tilt dozen."})
        (tmp_path / name).write_text(row + "\n", encoding="utf-8")
    a, b, c, d = (str(tmp_path / name) for name in "abcd")
    others, groups = read_arguments([a, "--group", b, c, "--group", d])
    assert [_ids(group) for group in groups] == [["b", "c"], ["d"]]
    examples = others[0].ads[0].id
    left = [_ids(sources) for sources in leave_out_each(others, groups)]
    assert left == [[examples, "a", "d"], [examples, "a", "b", "c"]]


def test_all_ads_of_a_group_are_read_with_the_same_judge():
    ads = [LabelledAd(id=str(number), text="Je tilt dozen.") for number in range(3)]
    lessons = read_group([read_source(ads)], {BIAS: 0.0}, load_hunches())
    assert len(lessons) == len(ads)
    assert len({id(lesson.scene.judge) for lesson in lessons}) == 1
