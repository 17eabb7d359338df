//! What to do, in each tool.

use kernel::Lang;

use super::{Tool, USER, Use};
use crate::encode::Format;

pub(super) fn of(about: &Use<'_>, tool: Tool) -> Vec<String> {
    match tool {
        Tool::Excel => excel(about),
        Tool::PowerBi => power_bi(about),
        Tool::PowerQuery => power_query(about),
        Tool::Metabase => metabase(about),
        Tool::Python => one(about, "Kräver pandas, pyarrow och requests.", "Needs pandas, pyarrow and requests."),
        Tool::R => one(about, "Kräver httr2 och readr.", "Needs httr2 and readr."),
        Tool::DuckDb => one(about, "Kräver DuckDB 1.1 eller senare.", "Needs DuckDB 1.1 or later."),
        Tool::Curl => one(
            about,
            "Svaret hämtas bara när det har ändrats: ETag sparas bredvid.",
            "The answer is fetched only when it has changed: the ETag is kept beside it.",
        ),
    }
}

fn one(about: &Use<'_>, sv: &'static str, en: &'static str) -> Vec<String> {
    let mut steps = vec![about.say(sv, en).to_owned()];
    if !about.is_open() {
        steps.push(token(about));
    }
    steps
}

fn token(about: &Use<'_>) -> String {
    match about.lang {
        Lang::Sv => format!("Byt {} mot din token. Spara den inte i en fil som delas.", about.placeholder()),
        Lang::En => format!("Put your token in the place of {}. Keep it out of shared files.", about.placeholder()),
    }
}

/// How the Microsoft programs ask who you are.
fn sign_in(about: &Use<'_>) -> String {
    if about.is_open() {
        return about.say("Välj Anonym när programmet frågar.", "Choose Anonymous when the program asks.").to_owned();
    }
    match about.lang {
        Lang::Sv => format!("Välj Grundläggande när programmet frågar: användarnamn {USER}, lösenord din token."),
        Lang::En => format!("Choose Basic when the program asks: user name {USER}, password your token."),
    }
}

/// The workbook: its cells have types, so that codes keep their zeros and decimals their sign, whatever the program's language.
fn excel(about: &Use<'_>) -> Vec<String> {
    let address = about.address(Format::Xlsx);
    let mut steps = vec![
        about
            .say(
                "Välj Data › Hämta data › Från andra källor › Från webben.",
                "Choose Data › Get Data › From Other Sources › From Web.",
            )
            .to_owned(),
        format!("{} {address}", about.say("Klistra in adressen:", "Paste the address:")),
        sign_in(about),
    ];
    let last = [
        ("Välj det första bladet, och sedan Läs in.", "Choose the first sheet, then Load."),
        ("Uppdatera senare med Data › Uppdatera alla.", "Refresh later with Data › Refresh All."),
    ];
    steps.extend(last.map(|(sv, en)| about.say(sv, en).to_owned()));
    steps
}

fn power_bi(about: &Use<'_>) -> Vec<String> {
    let first = about.say(
        "Välj Hämta data › Tom fråga, sedan Avancerad redigerare, och klistra in koden.",
        "Choose Get data › Blank query, then Advanced Editor, and paste the code.",
    );
    let last = about.say(
        "För schemalagd uppdatering: ange samma inloggning under datakällans autentiseringsuppgifter i Power BI-tjänsten.",
        "For scheduled refresh: give the same sign-in under the data source's credentials in the Power BI service.",
    );
    vec![first.to_owned(), sign_in(about), last.to_owned()]
}

fn power_query(about: &Use<'_>) -> Vec<String> {
    let first = about.say(
        "Öppna Power Query › Ny källa › Tom fråga › Avancerad redigerare, och klistra in koden.",
        "Open Power Query › New Source › Blank Query › Advanced Editor, and paste the code.",
    );
    vec![first.to_owned(), sign_in(about)]
}

/// Metabase reads databases, not addresses: DuckDB stands between.
fn metabase(about: &Use<'_>) -> Vec<String> {
    let steps = [
        (
            "Metabase läser databaser. Lägg DuckDB:s drivrutin för Metabase i mappen plugins och lägg till en databas av slaget DuckDB.",
            "Metabase reads databases. Put DuckDB's driver for Metabase in the folder plugins and add a database of the kind DuckDB.",
        ),
        (
            "Klistra in de första raderna, till och med CREATE SECRET om den finns, som databasens inledande SQL (init SQL).",
            "Paste the first lines, up to CREATE SECRET where there is one, as the database's init SQL.",
        ),
        (
            "Gör en modell av SELECT-satsen och bygg vidare på den.",
            "Make a model of the SELECT statement and build on it.",
        ),
    ];
    let mut steps: Vec<String> = steps.map(|(sv, en)| about.say(sv, en).to_owned()).into();
    if !about.is_open() {
        steps.push(token(about));
    }
    steps
}
