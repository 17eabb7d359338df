use kernel::Lang;
use serde_json::json;

use super::*;
use crate::{Question, catalogue, table::FieldKind};

/// A question of these rows and columns (`name path type`), over a document that is not looked at.
fn question(rows: &str, paged: bool, columns: &[(&str, &str, &str)]) -> Question {
    let mut toml = format!(
        "version = 1\ntheme = \"behov\"\nrows = \"{rows}\"\ntitle = {{ sv = \"a\", en = \"a\" }}\ningress = {{ sv = \"a\", en = \"a\" }}\n"
    );
    for (name, path, kind) in columns {
        toml += &format!(
            "[[column]]\nname = \"{name}\"\npath = \"{path}\"\ntype = \"{kind}\"\nlabel = {{ sv = \"{name}\", en = \"{name}\" }}\n"
        );
    }
    let document = if paged { "query($first: Int!, $after: String) { a }" } else { "{ a }" };
    let definition = catalogue::parse(&toml).expect("a definition");
    Question::new("q", document, definition).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn flat(question: &Question, data: &Value) -> Vec<Row> {
    Flattener::new(question).rows(data).unwrap_or_else(|error| panic!("{error}"))
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned().into())
}

#[test]
fn parents_repeat_over_the_one_list() {
    let columns =
        [("unit", "/statistics.unit", "text"), ("sex", "key[0].label", "text"), ("age", "key[1].code", "code")];
    let question = question("statistics.rows", false, &columns);
    let data = json!({ "statistics": { "unit": "personer", "rows": [
        { "key": [{ "label": "Kvinna" }, { "code": "18-24" }] },
        { "key": [{ "label": "Man" }] },
    ] } });
    let rows = flat(&question, &data);
    assert_eq!(rows[0], [text("personer"), text("Kvinna"), text("18-24")]);
    assert_eq!(rows[1], [text("personer"), text("Man"), Cell::Null]);
}

#[test]
fn a_list_inside_a_list_repeats_its_own_parent() {
    let columns = [
        ("project", "/projects.nodes.name", "text"),
        ("again", "/projects.nodes[].name", "text"),
        ("partner", "organisation.name", "text"),
        ("all", "/viewer", "text"),
    ];
    let question = question("projects.nodes[].partners.nodes", true, &columns);
    let partner = |name: &str| json!({ "organisation": { "name": name } });
    let data = json!({ "viewer": "v", "projects": { "pageInfo": { "hasNextPage": true, "endCursor": "c" }, "nodes": [
        { "name": "A", "partners": { "pageInfo": { "hasNextPage": false }, "nodes": [partner("x"), partner("y")] } },
        { "name": "B", "partners": { "nodes": [] } },
        null,
        { "name": "C", "partners": { "nodes": [partner("z")] } },
    ] } });
    let rows = flat(&question, &data);
    let found: Vec<_> =
        rows.iter().map(|row| (row[0].clone(), row[1].clone(), row[2].clone(), row[3].clone())).collect();
    let each = |project: &str, partner: &str| (text(project), text(project), text(partner), text("v"));
    assert_eq!(found, [each("A", "x"), each("A", "y"), each("C", "z")]);
    assert_eq!(Flattener::new(&question).next_cursor(&data), Ok(Some("c".into())));
}

#[test]
fn an_inner_list_that_is_cut_is_an_error_and_the_paged_one_is_not() {
    let question = question("projects.nodes[].partners.nodes", true, &[("name", "name", "text")]);
    let data = json!({ "projects": { "pageInfo": { "hasNextPage": true }, "nodes": [
        { "partners": { "pageInfo": { "hasNextPage": true }, "nodes": [{ "name": "x" }] } },
    ] } });
    let error = Flattener::new(&question).rows(&data).expect_err("cut");
    assert_eq!(error, FlattenError::InnerListIsCut { path: "partners.nodes".into() });
}

#[test]
fn a_list_cut_though_nobody_pages_it_is_an_error() {
    let question = question("needs.nodes", false, &[("title", "title", "text")]);
    let data = json!({ "needs": { "pageInfo": { "hasNextPage": true }, "nodes": [{ "title": "x" }] } });
    assert!(matches!(Flattener::new(&question).rows(&data), Err(FlattenError::InnerListIsCut { .. })));
}

#[test]
fn a_gathered_list_that_is_cut_says_so() {
    let columns = [
        ("effort", "efforts.nodes[].title", "text"),
        ("kind", "efforts.nodes[].kind", "code"),
        ("word", "words[]", "text"),
    ];
    let cut = question("needs.nodes", true, &columns);
    let need = |more: bool| {
        json!({ "words": ["x", "y"], "efforts": { "pageInfo": { "hasNextPage": more },
            "nodes": [{ "title": "A", "kind": "COURSE" }, { "title": "B", "kind": null }] } })
    };
    let data = json!({ "needs": { "nodes": [need(true), need(false)],
        "pageInfo": { "hasNextPage": true, "endCursor": "c" } } });
    let rows = flat(&cut, &data);
    assert_eq!(rows[0], [text("A; B; med flera"), text("COURSE; …"), text("x; y")]);
    assert_eq!(rows[1], [text("A; B"), text("COURSE"), text("x; y")]);
    let english = Flattener::new(&cut).in_language(Lang::En).rows(&data).expect("rows");
    assert_eq!(english[0][0], text("A; B; and more"));
    // What is cut within what is gathered is, too.
    let within = question("rows", false, &[("name", "needs[].efforts.nodes[].title", "text")]);
    let data = json!({ "rows": [{ "needs": [need(false), need(true), need(false)] }] });
    assert_eq!(flat(&within, &data)[0], [text("A; B; A; B; A; B; med flera")]);
}

#[test]
fn one_row_is_the_answer_itself() {
    let question = question(".", false, &[("total", "statistics.total", "count")]);
    let data = json!({ "statistics": { "total": { "value": 7, "status": "EXACT" } } });
    assert_eq!(flat(&question, &data), [[Cell::Integer(7), text("EXACT")]]);
}

#[test]
fn a_hidden_count_is_hidden_and_never_a_number() {
    let question = question("rows", false, &[("n", "count", "count")]);
    let counts = [
        json!({ "value": null, "status": "SUPPRESSED_PRIMARY", "low": 1, "high": 9 }),
        json!({ "value": 3, "status": "SUPPRESSED_SECONDARY" }),
        json!({ "value": 3, "status": "WITHHELD" }),
        json!({ "value": 3, "status": "PERTURBED" }),
        json!({ "value": 0, "status": "EXACT" }),
        json!(null),
    ];
    let rows: Vec<_> = counts.into_iter().map(|count| json!({ "count": count })).collect();
    let found: Vec<Cell> = flat(&question, &json!({ "rows": rows })).into_iter().map(|row| row[0].clone()).collect();
    let hidden = |status: &str| Cell::Hidden(status.into());
    let expected = [
        hidden("SUPPRESSED_PRIMARY"),
        hidden("SUPPRESSED_SECONDARY"),
        hidden("WITHHELD"),
        Cell::Integer(3),
        Cell::Integer(0),
        Cell::Null,
    ];
    assert_eq!(found, expected);
}

#[test]
fn every_type_is_read() {
    let columns = [
        ("a", "a", "text"),
        ("b", "b", "integer"),
        ("c", "c", "decimal"),
        ("d", "d", "date"),
        ("e", "e", "datetime"),
        ("f", "f", "boolean"),
        ("g", "g", "percent"),
        ("h", "h", "code"),
        ("i", "i[].label", "text"),
    ];
    let question = question("rows", false, &columns);
    let row = json!({
        "a": "å", "b": -5, "c": "29177901.005", "d": "2021-02-28", "e": "2021-02-28T13:00:00.5+01:00", "f": false,
        "g": 0.123_456, "h": "0180", "i": [{ "label": "Skåne" }, { "label": null }, { "label": "Halland" }],
    });
    let rows = flat(&question, &json!({ "rows": [row] }));
    let day = NaiveDate::from_ymd_opt(2021, 2, 28).expect("a day");
    let instant = day.and_hms_milli_opt(12, 0, 0, 500).expect("a time").and_utc();
    let expected = [
        text("å"),
        Cell::Integer(-5),
        Cell::Decimal(Decimal::new(2_917_790_100, 2)),
        Cell::Date(day),
        Cell::DateTime(instant),
        Cell::Boolean(false),
        Cell::Decimal(Decimal::new(1235, 4)),
        text("0180"),
        text("Skåne; Halland"),
    ];
    assert_eq!(rows[0], expected);
    assert_eq!(Flattener::new(&question).head().fields()[2].kind, FieldKind::Decimal(2));
    let nothing: Value =
        columns.iter().map(|(name, _, _)| ((*name).to_owned(), Value::Null)).collect::<Map<_, _>>().into();
    assert!(flat(&question, &json!({ "rows": [nothing] }))[0].iter().all(|cell| *cell == Cell::Null));
}

#[test]
fn an_amount_is_divided_by_a_number_or_a_protected_count() {
    let columns = [("each", "support.amount", "decimal\"\nper = \"people"), ("all", "support.amount", "decimal")];
    let question = question("rows", false, &columns);
    let support = |people: Value| json!({ "support": { "amount": "1200000.00" }, "people": people });
    let counted = |value: i64, status: &str| json!({ "value": value, "status": status });
    let rows = [
        support(json!(17)),
        support(counted(170, "PERTURBED")),
        support(counted(0, "PERTURBED")),
        support(counted(3, "WITHHELD")),
        support(Value::Null),
        json!({ "support": null, "people": 17 }),
    ];
    let found: Vec<Cell> = flat(&question, &json!({ "rows": rows })).into_iter().map(|row| row[0].clone()).collect();
    let amount = |minor: i64| Cell::Decimal(Decimal::new(minor, 2));
    let expected = [amount(7_058_824), amount(705_882), Cell::Null, Cell::Null, Cell::Null, Cell::Null];
    assert_eq!(found, expected);
    let flattener = Flattener::new(&question);
    let wrong = flattener.rows(&json!({ "rows": [support(json!("many"))] })).expect_err("no number");
    assert!(matches!(wrong, FlattenError::ValueIsOfAnotherType { .. }), "{wrong}");
    let missing = flattener.rows(&json!({ "rows": [{ "support": null }] })).expect_err("no people");
    assert!(matches!(missing, FlattenError::FieldIsMissing { path, .. } if path == "people"));
}

#[test]
fn what_does_not_fit_is_refused_by_column() {
    let data = json!({ "rows": [{ "a": { "b": "x" }, "list": [{ "c": 1 }] }] });
    for (path, kind) in [("a.b", "integer"), ("a.b", "date"), ("a", "text"), ("a.b", "count"), ("a.b", "decimal")] {
        let error = Flattener::new(&question("rows", false, &[("n", path, kind)])).rows(&data).expect_err(path);
        assert!(matches!(&error, FlattenError::ValueIsOfAnotherType { column, .. } if column == "n"), "{path} {error}");
    }
    for path in ["z", "a.z", "list.c", "a.b.c", "/rows.a", "list[].z"] {
        let error = Flattener::new(&question("rows", false, &[("n", path, "text")])).rows(&data);
        let missing = matches!(&error, Err(FlattenError::FieldIsMissing { column, .. }) if column == "n");
        assert!(missing || path == "/rows.a", "{path} {error:?}");
    }
    let no_list = Flattener::new(&question("rows.a", false, &[("n", "b", "text")])).rows(&data);
    assert!(matches!(no_list, Err(FlattenError::RowsAreNoList { .. })));
}

#[test]
fn another_types_fields_may_be_absent_where_the_object_says_its_type() {
    let question = question("rows", false, &[("title", "subject.title", "text")]);
    let data = json!({ "rows": [{ "subject": { "__typename": "Effort" } }, { "subject": { "__typename": "Need", "title": "x" } }] });
    assert_eq!(flat(&question, &data), [[Cell::Null], [text("x")]]);
}

#[test]
fn a_null_on_the_way_is_an_empty_cell_and_a_null_list_no_rows() {
    let question =
        question("council.needs.nodes", false, &[("name", "owner.name", "text"), ("c", "/council.name", "text")]);
    let data = json!({ "council": { "name": "R", "needs": { "nodes": [{ "owner": null }] } } });
    assert_eq!(flat(&question, &data), [[Cell::Null, text("R")]]);
    assert!(flat(&question, &json!({ "council": null })).is_empty());
}

#[test]
fn paging_ends_and_a_document_without_page_info_is_refused() {
    let question = question("needs.nodes", true, &[("title", "title", "text")]);
    let flattener = Flattener::new(&question);
    let page = |more: bool| json!({ "needs": { "nodes": [], "pageInfo": { "hasNextPage": more, "endCursor": "c" } } });
    assert_eq!(flattener.next_cursor(&page(true)), Ok(Some("c".into())));
    assert_eq!(flattener.next_cursor(&page(false)), Ok(None));
    assert_eq!(flattener.next_cursor(&json!({ "needs": null })), Ok(None));
    assert!(flattener.next_cursor(&json!({ "needs": { "nodes": [] } })).is_err());
}

#[test]
fn a_status_has_a_field_of_its_own_with_words() {
    let question = question("rows", false, &[("n", "count", "count")]);
    let head = Head::of(&question);
    let names: Vec<&str> = head.fields().iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["n", "n_status"]);
    assert_eq!(head.fields()[1].label.get(Lang::Sv), "n, skyddsstatus");
}
