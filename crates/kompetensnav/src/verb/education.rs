//! `education`: what education others give.

use std::{path::PathBuf, sync::Arc};

use ::import::shown::shown;
use access::Request;
use education_supply::{EducationImport, EducationSupply, Remark};

use super::{
    ConfigArgs,
    import::{IMPORTER, actor, request_id},
};
use crate::{
    education::{Address, Reading, read_address, read_file},
    wiring::{self, Ambient},
};

/// Read education offerings and events from a file, or from the address of their source.
///
/// A file holds pages of the form of Susa-navet's open interface (EMIL 3, JSON), several one after the other, or records by
/// themselves; one whose name ends with .csv is a table with a row for each event. The columns of a table are, in Swedish or English:
/// identifierare, utbildning, titel, beskrivning, anordnare, skolform, sammansättning, sun, ssyk, kompetens, kommun, ort, start, slut, studietakt, distans,
/// språk, platser, avgift, ansökan från, ansökan till, webbadress, borttagen. What a spreadsheet does to a table is read where it has
/// one meaning, and told by its row where it has none or two; a quotation mark that is not closed ends the reading.
///
/// It acts as someone who holds roles in the service. Records that say what they said are left alone; those that the source has taken
/// back are marked with the day. One that cannot be read is told of on standard output, a line for each thing that is wrong with it, and
/// the rest goes in. A reading of a file that was interrupted goes on where it was when the same file is read again, as it was written
/// then; one of an address begins with the first page again, by the days that it began with. The exit status is 0 only when every
/// record could be read.
#[derive(Debug, clap::Args)]
pub struct Education {
    #[command(flatten)]
    config: ConfigArgs,
    /// The file.
    #[arg(required_unless_present = "from_address", conflicts_with = "from_address")]
    file: Option<PathBuf>,
    /// From `education_supply.address` in the configuration, what was changed since the last time.
    #[arg(long)]
    from_address: bool,
    /// From the address, everything.
    #[arg(long, requires = "from_address")]
    whole: bool,
    /// The name of the source in what is told of readings.
    #[arg(long, value_name = "NAME", default_value = "susa")]
    source: String,
    /// Who acts, with the roles held in the service.
    #[arg(long = "as", value_name = "ISSUER|SUBJECT", default_value = IMPORTER)]
    who: String,
}

impl Education {
    pub(super) async fn run(self) -> Result<(), String> {
        let config = self.config.read()?;
        let db = wiring::connect(&config, &Ambient::default()).await?;
        wiring::require_migrated(&db).await?;
        let request = Arc::new(Request::new(actor(&db, &self.who).await?, request_id(&db)));
        let mut unprinted = None;
        let mut tell = |remark: &Remark| {
            let printed = super::print(&line(remark));
            unprinted = unprinted.take().or(printed.err());
        };
        let supply = EducationSupply::new(&db);
        let reading = Reading { supply, request, source: &self.source, tell: &mut tell };
        let runs = match &self.file {
            Some(file) => vec![read_file(reading, file).await?],
            None => {
                let address = config.education_supply.address.as_deref();
                let address = address.ok_or("education_supply.address is not set in the configuration")?;
                read_address(reading, &Address::new(address)?, self.whole).await?
            }
        };
        if let Some(error) = unprinted {
            return Err(format!("{error}; all else is done: {}", sum(&runs)));
        }
        if runs.iter().any(|run| run.refused > 0) {
            return Err(sum(&runs));
        }
        eprintln!("{}", sum(&runs));
        Ok(())
    }
}

/// Number, identifier, field and what to say, in both languages, parted by tabs. Nothing that may be a personal number is shown.
fn line(remark: &Remark) -> String {
    let Remark { number, identifier, field, about, code } = remark;
    let identifier = shown(identifier);
    let code = if code.is_empty() { String::new() } else { format!(" ({})", shown(code)) };
    format!("{number}\t{identifier}\t{field}\t{}{code}\t{}{code}\n", about.sv, about.en)
}

fn sum(runs: &[EducationImport]) -> String {
    let of = |number: fn(&EducationImport) -> i32| runs.iter().map(|run| i64::from(number(run))).sum::<i64>();
    format!(
        "{} read: {} created, {} changed, {} removed, {} unchanged, {} refused",
        of(|run| run.position),
        of(|run| run.created),
        of(|run| run.changed),
        of(|run| run.removed),
        of(|run| run.unchanged),
        of(|run| run.refused)
    )
}

#[cfg(test)]
mod tests {
    use kernel::Label;

    use super::*;

    #[test]
    fn no_personal_number_stands_in_what_is_told() {
        let about = Label { sv: "Fel.", en: "Wrong." };
        let told = |identifier: &str, code: &str| {
            line(&Remark { number: 7, identifier: identifier.to_owned(), field: "id", about, code: code.to_owned() })
        };
        for number in ["19090527-1474", "905271474", "4059937"] {
            let line = told(number, number);
            assert!(line.starts_with("7\t") && !line.contains(number), "{line}");
        }
        assert_eq!(told("e.prov.5", "9999"), "7\te.prov.5\tid\tFel. (9999)\tWrong. (9999)\n");
    }
}
