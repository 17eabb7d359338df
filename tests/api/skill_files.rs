//! Files of what roles demand, of employees and of their levels, as spreadsheets leave them: what has one meaning is
//! read, what has two is refused by name, and nobody's personal number is kept or repeated.

use import::{Kind, Line, Outcome, Report};
use libtest_mimic::Trial;

use crate::{
    frames::{CNC, CONTACT, analysis, demands, imported, try_import},
    harness::{DemoApp, trial::both},
};

pub fn tests() -> Vec<Trial> {
    both![
        no_form_of_a_personal_number_becomes_a_staff_number,
        a_staff_number_that_was_made_a_number_is_no_other_employee,
        ordinary_staff_numbers_are_taken,
        requirements_are_read_where_they_have_one_meaning,
        assessments_are_read_where_they_have_one_meaning,
        an_unclosed_quotation_mark_writes_nothing,
    ]
}

fn employees(employer: &str, from: usize, references: &[&str]) -> String {
    let row = |(nth, reference): (usize, &&str)| format!("{};{employer};{reference};7223;2020-01-01\n", from + nth);
    let rows: String = references.iter().enumerate().map(row).collect();
    format!("nr;organisation;anställningsnummer;roll;anställd från\n{rows}")
}

/// What is wrong with a row: each field with its rule.
fn faults(line: &Line) -> Vec<(&str, &str)> {
    line.refusals.iter().map(|refusal| (refusal.field.as_str(), refusal.rule.name)).collect()
}

fn written(report: &Report) -> String {
    let mut csv = Vec::new();
    report.write(&mut csv).expect("a report");
    format!("{}{report:?}", String::from_utf8(csv).expect("UTF-8"))
}

async fn kept(app: &DemoApp, employer: &str) -> Vec<String> {
    let stored = employer.trim_start_matches("org_");
    app.texts(&format!("SELECT reference FROM employees WHERE organisation_id = '{stored}' ORDER BY reference")).await
}

const PERSONAL: &str = "REFERENCE_LOOKS_LIKE_A_PERSONAL_NUMBER";
const MADE: &str = "CELL_WAS_MADE_A_NUMBER";

/// A number in a form, and the rule that it breaks.
const NUMBERS: &[(&str, &str)] = &[
    ("19090527-1474", PERSONAL),
    ("19090527–1474", "REFERENCE_IS_NO_STAFF_NUMBER"),
    ("0905271474", PERSONAL),
    ("１９０９０５２７１４７４", PERSONAL),
    ("090527-T474", PERSONAL),
    ("090527.1474", PERSONAL),
    ("A0905271474", PERSONAL),
    // Without the zeros it began with.
    ("905271474", PERSONAL),
    ("90527-1474", PERSONAL),
    ("4059937", PERSONAL),
    ("905 271 474", PERSONAL),
    ("905271474,0", PERSONAL),
    ("4 059 937", PERSONAL),
    ("905.271.474", MADE),
    ("1,90905E+11", MADE),
    ("9,05271E+08", MADE),
    // A digit too few or too many.
    ("19090527-147", PERSONAL),
    ("090527-147", PERSONAL),
    ("19090527-14745", PERSONAL),
];

async fn no_form_of_a_personal_number_becomes_a_staff_number(app: DemoApp) {
    let (employer, _) = analysis(&app).await;
    let before = kept(&app, &employer).await;
    let forms: Vec<&str> = NUMBERS.iter().map(|(form, _)| *form).collect();
    let report = try_import(&app, CONTACT, Kind::Employees, &employees(&employer, 1, &forms)).await.expect("a report");
    for (line, (form, rule)) in report.lines.iter().zip(NUMBERS) {
        assert_eq!(faults(line), [("reference", *rule)], "{form}");
    }
    let told = written(&report);
    for secret in ["1474", "271474", "059", "90905", "-147", "１"] {
        assert!(!told.contains(secret), "{secret}: {told}");
    }
    assert_eq!(kept(&app, &employer).await, before);
}

async fn a_staff_number_that_was_made_a_number_is_no_other_employee(app: DemoApp) {
    let (employer, _) = analysis(&app).await;
    let before = kept(&app, &employer).await;
    let right = ["17", "12345.0", "1 234", "6\u{a0}789,00", "0042", "b17"];
    imported(&app, Kind::Employees, &employees(&employer, 1, &right)).await;
    let mut now = kept(&app, &employer).await;
    now.retain(|reference| !before.contains(reference));
    assert_eq!(now, ["0042", "1234", "12345", "17", "6789", "b17"]);
    for (form, rule) in [
        ("17.0", "KEY_IS_TAKEN"),
        ("17,0", "KEY_IS_TAKEN"),
        ("1'234", "KEY_IS_TAKEN"),
        ("12 345", "KEY_IS_TAKEN"),
        ("42", "REFERENCE_IS_WRITTEN_OTHERWISE"),
        ("000042,0", "REFERENCE_IS_WRITTEN_OTHERWISE"),
        ("017", "REFERENCE_IS_WRITTEN_OTHERWISE"),
        ("B17", "REFERENCE_IS_WRITTEN_OTHERWISE"),
        // Thousands or not.
        ("1.234", MADE),
        ("17.000", MADE),
        ("1.234.567", MADE),
        ("1E+05", MADE),
        ("1,2E+05", MADE),
        // No number at all.
        ("17 18", "REFERENCE_IS_NO_STAFF_NUMBER"),
        ("17,5", "REFERENCE_IS_NO_STAFF_NUMBER"),
    ] {
        let file = employees(&employer, 20, &[form]);
        let report = try_import(&app, CONTACT, Kind::Employees, &file).await.expect("a report");
        assert_eq!(faults(&report.lines[0]), [("reference", rule)], "{form}");
    }
    let file = employees(&employer, 1, &["17.0"]);
    let again = try_import(&app, CONTACT, Kind::Employees, &file).await.expect("a report");
    assert_eq!(again.lines[0].outcome, Outcome::Unchanged, "the same row, however it is written");
}

async fn ordinary_staff_numbers_are_taken(app: DemoApp) {
    let (employer, _) = analysis(&app).await;
    let own = ["4059938", "A-4059937", "905271475", "2012-04711", "EMP/1001", "12E5", "17.5", "123456789012345"];
    assert_eq!(imported(&app, Kind::Employees, &employees(&employer, 1, &own)).await.len(), own.len());
    let kept = kept(&app, &employer).await;
    assert!(own.iter().all(|reference| kept.iter().any(|kept| kept == reference)), "{kept:?}");
}

async fn requirements_are_read_where_they_have_one_meaning(app: DemoApp) {
    let (_, analysis) = analysis(&app).await;
    let rows = [
        ("7223;Operatör;", "3,0", Vec::new()),
        ("110;Operatör;", "3", vec![("ssyk", "CODE_LOST_A_ZERO")]),
        ("7223,0;Operatör;", "3", vec![("ssyk", MADE)]),
        ("7212;Ada 09 05 27 1474;", "3", vec![("roleTitle", "TEXT_HOLDS_A_PERSONAL_NUMBER")]),
        (
            "110;Ada 090527-1474;",
            "3E+00",
            vec![("ssyk", "CODE_LOST_A_ZERO"), ("roleTitle", "TEXT_HOLDS_A_PERSONAL_NUMBER"), ("level", MADE)],
        ),
        ("7212;Svetsare;", "3.000", vec![("level", "NUMBER_HAS_TWO_READINGS")]),
    ];
    let file = rows.iter().enumerate().map(|(nth, (role, level, _))| format!("{nth};{analysis};{role}{CNC};{level}\n"));
    let file = format!("nr;kompetensanalys;ssyk;rollnamn;kompetens;nivå\n{}", file.collect::<String>());
    let report = try_import(&app, CONTACT, Kind::Requirements, &file).await.expect("a report");
    for (line, (role, level, expected)) in report.lines.iter().zip(&rows) {
        assert_eq!(&faults(line), expected, "{role}{level}");
    }
    assert!(!written(&report).contains("1474"));
    let stored = analysis.trim_start_matches("analysis_");
    let sql = format!("SELECT COUNT(*) FROM skill_requirements WHERE analysis_id = '{stored}'");
    assert_eq!(app.number(&sql).await, 0, "one refused row holds back the others");
}

async fn assessments_are_read_where_they_have_one_meaning(app: DemoApp) {
    let (employer, analysis) = analysis(&app).await;
    imported(&app, Kind::Requirements, &demands(&analysis)).await;
    let employee = imported(&app, Kind::Employees, &employees(&employer, 1, &["17"])).await.remove(0);
    let own = employee.as_str();
    let rows = [
        (own, "1.000", "2026-08-15", vec![("level", "NUMBER_HAS_TWO_READINGS")]),
        (own, "2", "46249", vec![("assessedOn", MADE)]),
        (own, "2", "4/8/2026", vec![("assessedOn", "DATE_HAS_TWO_READINGS")]),
        // The employer's own number is understood, so that what is told is what else is wrong; a person's is not.
        ("17", "2", "2026-08-15", vec![("", "ANALYSIS_COLLECTS_NO_DATA")]),
        ("905271474", "2", "2026-08-15", vec![("employeeId", "REFERENCE_IS_UNKNOWN")]),
    ];
    let mut file = "nr;kompetensanalys;anställd;kompetens;nivå;bedömd av;bedömd den\n".to_owned();
    for (nth, (who, level, day, _)) in rows.iter().enumerate() {
        file.push_str(&format!("{nth};{analysis};{who};{CNC};{level};Chefen;{day}\n"));
    }
    let report = try_import(&app, CONTACT, Kind::Assessments, &file).await.expect("a report");
    for (line, (who, level, day, expected)) in report.lines.iter().zip(&rows) {
        assert_eq!(&faults(line), expected, "{who} {level} {day}");
    }
    assert!(!written(&report).contains("271474"));
}

async fn an_unclosed_quotation_mark_writes_nothing(app: DemoApp) {
    let (employer, analysis) = analysis(&app).await;
    let before = kept(&app, &employer).await;
    let person = "1;Ada 090527-1474";
    for (kind, file) in [
        (Kind::Employees, employees(&employer, 1, &["17", "\"18", "19"])),
        (
            Kind::Requirements,
            format!(
                "nr;kompetensanalys;ssyk;rollnamn;kompetens;nivå\n1;{analysis};7223;Operatör;{CNC};3\n\
                 2;{analysis};7212;\"{person};{CNC};3\n3;{analysis};7212;Svetsare;{CNC};3\n"
            ),
        ),
        (
            Kind::Assessments,
            format!(
                "nr;kompetensanalys;anställd;kompetens;nivå;bedömd av;bedömd den\n\
                 1;{analysis};x;{CNC};3;Chefen;2026-08-15\n2;{analysis};\"{person};{CNC};3;Chefen;2026-08-15\n"
            ),
        ),
    ] {
        let told = try_import(&app, CONTACT, kind, &file).await.expect_err("refused");
        assert!(told.starts_with("row 3: ") && !told.contains("1474"), "{told}");
    }
    assert_eq!(kept(&app, &employer).await, before);
    let stored = analysis.trim_start_matches("analysis_");
    let sql = format!("SELECT COUNT(*) FROM skill_requirements WHERE analysis_id = '{stored}'");
    assert_eq!(app.number(&sql).await, 0);
}
