"""Who is who where a family shares one member's number."""

from auditkit.desks.eligibility.patients import Patients


def people(*rows):
    names = ("patient_id", "member_id", "patient_name", "patient_birth_date")
    return {name: [dict(zip(names, row, strict=True))[name] for row in rows] for name in names}


def found(patients, member, name, born=""):
    return patients.find({"patient_id": "", "member_id": member, "patient_name": name, "patient_birth_date": born})


def test_people_under_one_number_without_numbers_of_their_own_are_told_apart_by_name():
    patients = Patients()
    patients.learn(people(("", "M-1", "SAMPLE, KIM", ""), ("", "M-1", "SAMPLE, LEE", "")))
    assert (
        found(patients, "M1", "Kim Sample")
        == found(patients, "M-1", "Sample, Kim R")
        != found(patients, "M-1", "Sample, Lee")
    )


def test_an_answer_about_a_brother_is_not_the_answer_about_the_only_child_that_is_booked():
    patients = Patients()
    patients.learn(people(("", "M-1", "SAMPLE, KIM", ""), ("", "M-1", "SAMPLE, LEE", "")))
    patients.learn(people(("P1", "M-1", "Sample, Kim", "")), counts_as_known=False)
    assert found(patients, "M-1", "SAMPLE, KIM") == "P1"
    assert found(patients, "M-1", "SAMPLE, LEE") != "P1"


def test_one_person_under_two_spellings_is_one_person():
    patients = Patients()
    patients.learn(people(("", "M-1", "SAMPLE, ROBERT", "1980-01-01"), ("", "M-1", "SAMPLE, BOB", "1980-01-01")))
    patients.learn(people(("P1", "M-2", "Other, Rob", ""), ("P1", "M-2", "Other, Bob", "")), counts_as_known=False)
    assert found(patients, "M-1", "SAMPLE, ROBERT") == found(patients, "M-1", "SAMPLE, BOB")
    assert found(patients, "M-2", "OTHER, ROBERT") == "P1"


def test_a_nickname_is_settled_by_the_date_of_birth():
    patients = Patients()
    patients.learn(
        people(("P1", "M-1", "Sample, Bob", "1980-01-01"), ("P2", "M-1", "Sample, Lee", "2012-02-02")),
        counts_as_known=False,
    )
    assert found(patients, "M-1", "SAMPLE, ROBERT", "1980-01-01") == "P1"
    assert found(patients, "M-1", "SAMPLE, ROBERT") not in ("P1", "P2")


def test_an_answer_with_a_patients_number_and_another_birth_date_is_nobodys_and_is_said():
    patients = Patients()
    patients.learn(people(("P1", "M-1", "Sample, Bo", "1951-02-04"), ("P2", "M-2", "Sample, Kim", "1960-01-01")))
    row = {"member_id": "M1", "patient_name": "MOCK, ADA", "patient_birth_date": "1950-02-03"}
    assert patients.find(row) == "member M1" and patients.is_refused(row)
    assert not patients.is_refused(row | {"patient_birth_date": "1951-02-04"})
    assert not patients.is_refused(row | {"member_id": "M9"})  # of somebody whom no table knows
