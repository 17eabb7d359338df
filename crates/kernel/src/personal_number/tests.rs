use super::*;

/// Texts with a number in them, in every form that people write and programs make.
const HELD: &[&str] = &[
    "19090527-1474 berättade",
    "Ada (090527-1474) berättade",
    "0905271474, 190905271474",
    "dag 2026-09-01: 190905271474",
    "från 2026-09-01 till 2026-12-01, 090527-1474",
    "090527-1474 2026-09-01",
    // Other marks between its parts.
    "090527–1474",
    "090527+1474",
    "090527 1474",
    "090527 -1474",
    "090527--1474",
    "090527.1474",
    "090527/1474",
    "090527_1474",
    "090527*1474",
    "(090527)1474",
    "090527\u{ad}-1474",
    "090527-\n1474",
    "19090527\r\n1474",
    "19090527 - 1474",
    // Divided in more parts.
    "1909-05-27-1474",
    "1909-05-27 1474",
    "1909 05 27 1474",
    "1909 05 27 14 74",
    "1909 0527 1474",
    "19 090527 1474",
    "09.05.27-1474",
    "09 05 27 1474",
    "090527 14 74",
    "1909052714 74",
    "190905 271474",
    "190 905 271 474",
    // In digits of other scripts.
    "١٩٠٩٠٥٢٧-١٤٧٤",
    "٠٩٠٥٢٧-١٤٧٤",
    "۱۹۰۹۰۵۲۷۱۴۷۴",
    "１９０９０５２７－１４７４",
    // In an address.
    "https://exempel.se/19090527-1474",
    "https://exempel.se/a?nr=190905271474&b",
    "ada19090527-1474@exempel.se",
    "SE090527147401",
    // With letters in place of digits.
    "090527-T474",
    "19090527-T474 läser",
    "090527 - t474",
    "800229-Tf29",
    "19800229 TF29",
];

/// Texts with other numbers.
const OTHERS: &[&str] = &[
    "12 deltog i 5 minuter den 2026-09-01",
    // Organisations.
    "skyddsombud, 556016-0680",
    "5560160680",
    "16556016-0680",
    "SE556016068001",
    // Diaries, projects, decisions.
    "2020/00312",
    "dnr 2019/00446",
    "RS 2024-0312",
    "KS 2012:1234",
    "2021-03173585",
    // Telephones.
    "031-12 34 56",
    "070-123 45 67",
    "0708-12 34 58",
    "08-123 456 78",
    "08-12 12 12 30",
    "+46 70 123 45 67",
    "0046701234567",
    // A check digit, a month or a day that is wrong, a digit too many.
    "19090527-1475",
    "090527-1475",
    "19091327-1474",
    "19090532-1474",
    "1909052714740",
    "20260230-1234",
    // Days, hours and periods.
    "2026-09-01–2026-12-01",
    "2026-09-01 - 2026-12-01",
    "2026-09-01 – 12-01",
    "20260901-20261201",
    "2025-06 - 2026-01",
    "2026-09-01 08:30",
    "2026-09-01 08.30",
    "2026-09-01T08:30:00Z",
    "20260901T0830",
    "https://exempel.se/2026/09/01/1234",
    // Amounts, counts, codes and ids.
    "1 205 123 456 kr",
    "29 177 901,00 kr",
    "2019, 2020, 2021 och 2022",
    "2019 2020 2021 2022",
    "12, 05, 27, 1474",
    "SSYK 7223 och 7212, SNI 62.010",
    "need_01k9zq8v0905",
    "5050-1055",
    "SE45 5000 0000 0583 9825 7466",
    "978-91-44-12345-6",
];

#[test]
fn a_number_is_found_however_it_is_written() {
    for text in HELD {
        assert!(stands_in(text), "{text}");
        assert!(may_stand_in(text), "what is right may be shown nowhere: {text}");
        assert_eq!(nameless((*text).to_owned()), Err(rules::TEXT_HOLDS_A_PERSONAL_NUMBER), "{text}");
    }
}

#[test]
fn other_numbers_stay_in_texts() {
    for text in OTHERS {
        assert!(!stands_in(text), "{text}");
        assert_eq!(nameless((*text).to_owned()).as_deref(), Ok(*text));
    }
}

/// Where a check digit would leave a tenth of them.
#[test]
fn no_period_hour_or_page_of_a_day_is_a_number() {
    for day in 1..=31 {
        for other in 1..=31 {
            let (first, last) = (format!("2026-10-{day:02}"), format!("2026-12-{other:02}"));
            for text in [
                format!("{first} - {last}"),
                format!("{first}–{last}"),
                format!("{first} {last}"),
                format!("{first} – 12-{other:02}"),
                format!("{first} 08.{other:02}"),
                format!("{first} 08.{other:02}-16.{day:02}"),
                format!("https://exempel.se/2026/10/{day:02}/12{other:02}"),
                format!("2025-{:02} – 2026-{:02}", day % 12 + 1, other % 12 + 1),
            ] {
                assert!(!stands_in(&text), "{text}");
            }
        }
    }
}

#[test]
fn a_coordination_number_is_one_and_a_day_that_does_not_exist_is_none() {
    let right = |date: &str| {
        let numbers = (0..10).map(|check| format!("{date}-123{check}"));
        numbers.filter(|number| stands_in(number)).count()
    };
    for date in ["19090587", "090587", "19900060", "19000229", "20000229"] {
        assert_eq!(right(date), usize::from(date != "19000229"), "{date}");
    }
    for date in ["19090532", "19091301", "19090500", "19090592", "21090527", "556016"] {
        assert_eq!(right(date), 0, "{date}");
    }
}

#[test]
fn a_number_without_the_zeros_it_began_with_is_known_by_its_check_digit() {
    for digits in ["905271474", "4059937"] {
        assert!(lost_zeros(digits), "{digits}");
    }
    for digits in ["905271475", "4059938", "12345", "0905271474", "201204711"] {
        assert!(!lost_zeros(digits), "{digits}");
    }
}

#[test]
fn digits_of_every_script_are_ours() {
    for (text, digits) in [("٠١٢٣٤٥٦٧٨٩", "0123456789"), ("०९", "09"), ("𝟎𝟗𝟘𝟡", "0909"), ("①²", "12"), ("Å 7", "Å 7")]
    {
        assert_eq!(plain(text), digits);
    }
}
