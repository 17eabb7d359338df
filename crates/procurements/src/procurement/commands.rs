//! What can be done with a procurement: the fields of each act.

use chrono::NaiveDate;
use kernel::{
    Money, command,
    command::{REASON, UNTIL_TODAY, VERSION, line, text},
    id::{EffortId, HubId, ProcurementId, ProjectId, QuoteId},
    text_enum,
};
use taxonomy::{Scheme, code};

use super::course::{ProcurementMethod, ProcurementRegime, ServiceCategory};

text_enum! {
    pub enum AwardNotice ("Hur anbudsgivarna underrättas om tilldelningen.", "How the bidders are told of the award.") {
        Electronic = "ELECTRONIC" ("Elektroniskt", "Electronically", ("avtalsspärren är tio dagar", "the standstill is ten days")),
        Letter = "LETTER" ("Per brev", "By letter", ("avtalsspärren är femton dagar", "the standstill is fifteen days")),
    }
}

text_enum! {
    pub enum AppealOutcome ("Hur en överprövning slutade.", "How an appeal ended.") {
        Dismissed = "DISMISSED" ("Avslag", "Dismissed", ("tilldelningen står fast", "the award stands")),
        Corrected = "CORRECTED" ("Rättelse", "Correction", ("anbuden utvärderas på nytt", "the quotes are evaluated anew")),
    }
}

command! {
    pub struct PlanProcurement as "PlanProcurementInput" ("Planera upphandling.", "Plan a procurement.") {
        hub: HubId as "hubId"
            ("Kompetensnav: det vars huvudman upphandlar.", "Competence hub: the one whose operator buys."),
        project: Option<ProjectId> as "projectId" ("Projekt: det som betalar.", "Project: the one that pays."),
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        description: Option<String> as "description" [text(4000)] ("Beskrivning.", "Description."),
        regime: ProcurementRegime as "regime" = "\"LOU\"" ("Regelverk.", "Rules."),
        category: ServiceCategory as "category" = "\"SOCIAL_AND_SPECIAL\"" ("Tjänstekategori.", "Category of services."),
        method: ProcurementMethod as "method" ("Förfarande.", "Procedure."),
        cpv: String as "cpv" = "\"80500000\"" [code(Scheme::Cpv)] ("Vad som köps: CPV.", "What is bought: CPV."),
        estimated_value: Money as "estimatedValue"
            ("Beräknat värde: hela avtalet, förlängningar inräknade, utan moms.",
             "Estimated value: the whole contract with its extensions, without VAT."),
    }
}

command! {
    pub struct ChangeProcurement as "ChangeProcurementInput"
        ("Ändra upphandling: alla uppgifter ersätts.", "Change a procurement: all of it is replaced.")
        of ProcurementId, ("Upphandlingen.", "The procurement.") {
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        description: Option<String> as "description" [text(4000)] ("Beskrivning.", "Description."),
        regime: ProcurementRegime as "regime" = "\"LOU\"" ("Regelverk.", "Rules."),
        category: ServiceCategory as "category" = "\"SOCIAL_AND_SPECIAL\"" ("Tjänstekategori.", "Category of services."),
        method: ProcurementMethod as "method" ("Förfarande.", "Procedure."),
        cpv: String as "cpv" = "\"80500000\"" [code(Scheme::Cpv)] ("Vad som köps: CPV.", "What is bought: CPV."),
        estimated_value: Money as "estimatedValue"
            ("Beräknat värde: hela avtalet, förlängningar inräknade, utan moms.",
             "Estimated value: the whole contract with its extensions, without VAT."),
    }
}

command! {
    pub struct ProcureEffort as "ProcureEffortInput"
        ("Upphandla insats: den schemaläggs först när tilldelning är beslutad.",
         "Procure an effort: it is scheduled only when an award is decided.") {
        procurement: ProcurementId as "procurementId" ("Upphandling.", "Procurement."),
        expected_version: i32 as "expectedVersion" [VERSION]
            ("Upphandlingens version, som du har sett den.", "The procurement's version, as you have seen it."),
        effort: EffortId as "effortId" ("Insats: en av samma kompetensnav.", "Effort: one of the same competence hub."),
    }
}

command! {
    pub struct PublishProcurement as "PublishProcurementInput"
        ("Annonsera upphandling, eller sänd ut avropsförfrågan.", "Publish a procurement, or send out the call-off.")
        of ProcurementId, ("Upphandlingen.", "The procurement.") {
        published_on: Option<NaiveDate> as "publishedOn" [UNTIL_TODAY]
            ("Annonserad den; i dag när den saknas.", "Published on; today when absent."),
        quotes_due_on: NaiveDate as "quotesDueOn" ("Sista anbudsdag.", "Last day for quotes."),
        advertised_in: Option<String> as "advertisedIn" [line(200)]
            ("Annonsdatabas: den registrerade databas som annonsen står i.",
             "Advertisement database: the registered one that holds the notice."),
        notice_number: Option<String> as "noticeNumber" [line(100)] ("Annonsens nummer.", "Number of the notice."),
    }
}

command! {
    pub struct BeginEvaluation as "BeginEvaluationInput"
        ("Börja utvärdera anbud.", "Begin to evaluate quotes.")
        of ProcurementId, ("Upphandlingen.", "The procurement.") {}
}

command! {
    pub struct AwardProcurement as "AwardProcurementInput" ("Tilldela kontrakt.", "Award a contract.")
        of ProcurementId, ("Upphandlingen.", "The procurement.") {
        quote: QuoteId as "quoteId" ("Anbud: det som antas.", "Quote: the one that is accepted."),
        awarded_on: Option<NaiveDate> as "awardedOn" [UNTIL_TODAY]
            ("Tilldelad den; i dag när den saknas.", "Awarded on; today when absent."),
        award_reason: Option<String> as "awardReason" [text(2000)]
            ("Skäl för tilldelningen; krävs vid direktupphandling med färre än tre anbud.",
             "Reason for the award; asked for in a direct award with fewer than three quotes."),
    }
}

command! {
    pub struct BeginStandstill as "BeginStandstillInput"
        ("Underrätta om tilldelningen: avtalsspärren börjar.", "Tell of the award: the standstill begins.")
        of ProcurementId, ("Upphandlingen.", "The procurement.") {
        notice: AwardNotice as "notice" ("Underrättade.", "Told."),
        told_on: Option<NaiveDate> as "toldOn" [UNTIL_TODAY]
            ("Underrättelsen sändes; i dag när dagen saknas.", "The notice was sent; today when the day is absent."),
    }
}

command! {
    pub struct NoteAppeal as "NoteAppealInput" ("Notera överprövning.", "Note an appeal.")
        of ProcurementId, ("Upphandlingen.", "The procurement.") {
        appealed_on: Option<NaiveDate> as "appealedOn" [UNTIL_TODAY]
            ("Överprövad den; i dag när den saknas.", "Appealed on; today when absent."),
        reason: String as "reason" [REASON] ("Skäl: domstol och mål.", "Reason: the court and its case."),
    }
}

command! {
    pub struct SettleAppeal as "SettleAppealInput" ("Notera hur överprövning slutade.", "Note how an appeal ended.")
        of ProcurementId, ("Upphandlingen.", "The procurement.") {
        outcome: AppealOutcome as "outcome" ("Utgång.", "Outcome."),
        reason: String as "reason" [REASON] ("Skäl: domstolens.", "Reason: the court's."),
    }
}

command! {
    pub struct AcknowledgeDelivery as "AcknowledgeDeliveryInput" ("Godkänn leverans.", "Acknowledge delivery.")
        of ProcurementId, ("Upphandlingen.", "The procurement.") {
        delivered_on: Option<NaiveDate> as "deliveredOn" [UNTIL_TODAY]
            ("Levererad den; i dag när den saknas.", "Delivered on; today when absent."),
        delivery_note: Option<String> as "deliveryNote" [text(2000)]
            ("Om leveransen: vad som avvek från avtalet.", "On the delivery: what differed from the contract."),
    }
}

command! {
    pub struct CloseProcurement as "CloseProcurementInput" ("Avsluta upphandling.", "Close a procurement.")
        of ProcurementId, ("Upphandlingen.", "The procurement.") {}
}

command! {
    pub struct CancelProcurement as "CancelProcurementInput" ("Avbryt upphandling.", "Cancel a procurement.")
        of ProcurementId, ("Upphandlingen.", "The procurement.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}
