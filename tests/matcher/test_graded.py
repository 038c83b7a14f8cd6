import json

import pytest

from dossier.errors import InvalidInputError
from matcher.graded import GradedCase, describe_person, evaluate_ranking
from matcher.title_benchmark import evaluate_titles
from passend.doors.evaluate import measure_ranking, measure_titles
from tests.matcher.people import OFFICE, STOCK, TODAY, WAREHOUSE, anna


def judged(**graded):
    return evaluate_ranking([GradedCase(person=anna(), on=TODAY, **graded)], STOCK)


def test_a_list_that_agrees_with_the_grades_is_perfect():
    report = judged(grades={OFFICE.id: 3}, violations={WAREHOUSE.id})
    assert report.figures["ndcg@10"] == report.figures["mrr"] == 1.0
    assert report.figures["p@10"] == 0.1


def test_a_vacancy_over_a_limit_in_the_first_ten_is_counted():
    assert judged(violations={WAREHOUSE.id}).figures["violations@10"] == 1


def test_the_baselines_are_given_the_same_people_and_vacancies():
    report = judged(grades={WAREHOUSE.id: 3})
    assert set(report.baselines) == {"word_tf_idf", "char_tf_idf", "bm25"}
    assert all(figures["mrr"] > 0 for figures in report.baselines.values())


def test_a_copy_counts_as_the_vacancy_it_copies():
    copy = OFFICE.model_copy(update={"id": "v0"})
    case = GradedCase(person=anna(), on=TODAY, grades={"v0": 3})
    assert evaluate_ranking([case], [*STOCK, copy]).figures["ndcg@10"] == 1.0


def test_a_person_is_described_with_work_wishes_and_directions():
    text = describe_person(anna())
    assert all(words in text for words in ("Magazijnmedewerker voorraad tellen", "planner", "rustige omgeving"))


def test_titles_count_the_place_of_the_first_right_one():
    candidates = [("c1", "Bakker"), ("c2", "Chauffeur"), ("c3", "Vrachtwagenchauffeur")]
    report = evaluate_titles(candidates, [("q1", "Chauffeur vrachtwagen"), ("q2", "Onbeoordeeld")], {"q1": {"c2"}})
    assert (report.queries, report.mrr) == (1, 0.5)


def write_graded(folder, grades):
    person = anna().model_dump(mode="json", exclude_none=True) | {"today": TODAY.isoformat()}
    (folder / "cases.json").write_text(json.dumps([person]), "utf-8")
    (folder / "vacancies.jsonl").write_text("\n".join(posting.model_dump_json() for posting in STOCK), "utf-8")
    (folder / "grades.csv").write_text(grades, "utf-8")
    (folder / "violations.json").write_text(json.dumps({person["id"]: [WAREHOUSE.id]}), "utf-8")


def test_the_door_reads_a_folder_of_grades(tmp_path):
    write_graded(tmp_path, f"case,vacancy,grade,reason\n2026-0001,{OFFICE.id},3,past\n")
    figures = measure_ranking(tmp_path, None)
    assert figures["ndcg@10"] == 1.0
    assert figures["baselines"]["bm25"]["mrr"] > 0


def test_a_grade_that_cannot_be_names_its_line(tmp_path):
    write_graded(tmp_path, f"case,vacancy,grade,reason\n2026-0001,{OFFICE.id},4,past\n")
    with pytest.raises(InvalidInputError, match="regel 2"):
        measure_ranking(tmp_path, None)


@pytest.mark.parametrize("line", ["q1\t0\tc2\t1", "q1\tc2\t1", "q1\tc2"])
def test_annotations_may_come_in_three_forms(tmp_path, line):
    (tmp_path / "candidates.tsv").write_text("c1\tBakker\nc2\tChauffeur\n", "utf-8")
    (tmp_path / "queries.tsv").write_text("q1\tchauffeur\n", "utf-8")
    (tmp_path / "annotations.tsv").write_text(line + "\n", "utf-8")
    assert measure_titles(tmp_path)["mrr"] == 1.0
