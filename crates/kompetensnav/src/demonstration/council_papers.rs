//! Papers of a council's meetings: what the latest decision rested on, one of them the council's own, and what the next meeting has
//! before it. All of it is invented.

use chrono::{Days, NaiveDate};
use councils::{
    CouncilMeeting,
    meeting::{
        CouncilMeetingStatus, LegalGround,
        agenda::AgendaItem,
        paper::{AddPaper, DECISION_TO_PAPER, FiledPaper, MeetingPaper, PaperAccess, PaperFile, PaperKind},
    },
};
use kernel::{
    Result,
    id::{CouncilDecisionId, MeetingPaperId},
};
use store::Tx;

use super::{
    council_meetings::CouncilYears,
    world::{World, at},
};

/// Days before a meeting on which its papers are sent.
const SENT: u64 = 14;

/// Rows of papers.
#[derive(Default)]
pub(super) struct CouncilPapers {
    papers: Vec<MeetingPaper>,
    files: Vec<PaperFile>,
    rested_on: Vec<(CouncilDecisionId, MeetingPaperId)>,
}

impl CouncilPapers {
    /// In the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.papers).await?;
        tx.insert_many(&self.files).await?;
        for (decision, paper) in &self.rested_on {
            tx.link(DECISION_TO_PAPER, *decision, *paper).await?;
        }
        Ok(())
    }

    /// A paper with its file, on an item of a meeting that had not begun then.
    fn add(
        &mut self,
        world: &World,
        (meeting, item): (&CouncilMeeting, &AgendaItem),
        (kind, title, access): (PaperKind, &str, PaperAccess),
        (name, bytes): (&str, Vec<u8>),
    ) -> Result<MeetingPaperId> {
        let sent_on = meeting.meets_on() - Days::new(SENT);
        let then = CouncilMeeting { status: CouncilMeetingStatus::Planned, ..meeting.clone() };
        let command = AddPaper {
            item: item.id,
            kind,
            title: title.to_owned(),
            dated_on: Some(sent_on),
            access,
            ground: (access == PaperAccess::Council).then_some(LegalGround::Osl31),
        };
        let (mut paper, _) = MeetingPaper::add(world.id(), (&then, item), command, sent_on)?;
        let filed = FiledPaper::of(name, bytes)?;
        paper.take(&then, &filed, filed.checksums(), at(sent_on, 10))?;
        let id = paper.id;
        self.files.push(PaperFile { id, council: paper.council, content: filed.bytes });
        self.papers.push(paper);
        Ok(id)
    }
}

/// Of the latest meeting of `years` whose minutes are approved, and of the next that people are called to.
///
/// # Errors
/// As the papers' own steps.
pub(super) fn build(world: &World, years: &CouncilYears) -> Result<CouncilPapers> {
    let mut papers = CouncilPapers::default();
    let latest = |status: CouncilMeetingStatus| {
        years.meetings.iter().filter(move |meeting| meeting.status == status).max_by_key(|one| one.starts_at)
    };
    if let Some(meeting) = latest(CouncilMeetingStatus::MinutesApproved)
        && let Some(decision) = years.decisions.iter().find(|one| one.meeting == meeting.id)
        && let Some(item) = years.items.iter().find(|one| one.id == decision.item)
    {
        let day = meeting.meets_on();
        let told = [
            (
                (PaperKind::OfficialStatement, "Gemensam inriktning: förslag till beslut", PaperAccess::Public),
                ("Tjänsteskrivelse inriktning.pdf", statement("Gemensam inriktning", day)),
            ),
            (
                (PaperKind::Background, "Branschernas läge i korthet", PaperAccess::Public),
                ("Branschernas läge.txt", OUTLOOK.as_bytes().to_vec()),
            ),
            (
                (PaperKind::Appendix, "Företag som har svarat", PaperAccess::Council),
                ("Svarande företag.csv", ANSWERED.as_bytes().to_vec()),
            ),
        ];
        for (about, file) in told {
            let paper = papers.add(world, (meeting, item), about, file)?;
            papers.rested_on.push((decision.id, paper));
        }
    }
    if let Some(meeting) = latest(CouncilMeetingStatus::Convened)
        && let Some(item) = years.items.iter().rfind(|one| one.meeting == meeting.id)
    {
        let about = (PaperKind::OfficialStatement, "Beredning inför mötet", PaperAccess::Public);
        let file = ("Beredning.pdf", statement("Beredning", meeting.meets_on()));
        papers.add(world, (meeting, item), about, file)?;
    }
    Ok(papers)
}

const OUTLOOK: &str = "Branschernas läge i korthet\n\nFordon: fler varsel, och brist på mjukvaruutvecklare.\n\
    Vård och omsorg: brist på undersköterskor.\nBygg: färre påbörjade bostäder.\n";
const ANSWERED: &str = "Företag;Svarade den\nPåhittat AB;2026-01-12\nExempelbolaget AB;2026-01-15\n";

/// A page with a heading and a line, as the smallest PDF that readers open.
fn statement(heading: &str, day: NaiveDate) -> Vec<u8> {
    let text = format!(
        "BT /F1 18 Tf 72 760 Td ({heading}) Tj /F1 11 Tf 0 -28 Td (M\\366tet {day}. P\\345hittat underlag.) Tj ET"
    );
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (sv-SE) >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in &places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1));
    file.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_object_of_a_statement_is_where_its_table_says() {
        let file = String::from_utf8(statement("Inriktning", super::super::world::day(2026, 3, 4))).expect("ASCII");
        let table = file.rsplit("startxref\n").next().and_then(|rest| rest.lines().next()).expect("a place");
        let entries = &file[table.parse::<usize>().expect("a number")..];
        assert!(entries.starts_with("xref\n0 6\n"));
        for (number, entry) in (1..=5).zip(entries.lines().skip(3)) {
            let place: usize = entry[..10].parse().expect("a place");
            assert!(file[place..].starts_with(&format!("{number} 0 obj\n")), "{number}");
        }
    }
}
