//! Quotes and speakers that other programs found or people marked, which are read and not written.

use crate::trip;
use dictum::formats::{Imported, named};
use dictum::model::{AttributeValue, State};
use serde_json::json;

/// The links from quotes to speakers, with the person's name.
fn speakers(read: &Imported) -> Vec<(String, String, String)> {
    let document = &read.document;
    let of = |link: &dictum::model::Link| {
        let speaker = document.span(&link.to)?;
        let person = speaker.entity.as_ref().and_then(|id| document.entity(id));
        let name = person.map(|person| person.name.clone()).unwrap_or_default();
        let quote = document.span(&link.from)?;
        let is_saying = link.label.as_str() == "said_by";
        is_saying.then(|| (document.words(quote), document.words(speaker), name))
    };
    document.links().filter_map(|link| of(link)).collect()
}

fn tie(quote: &str, words: &str, person: &str) -> (String, String, String) {
    (quote.to_owned(), words.to_owned(), person.to_owned())
}

// ---- CoreNLP --------------------------------------------------------------------------------

fn corenlp() -> serde_json::Value {
    let words = [
        ("😀", 0, ""),
        ("“", 3, " "),
        ("Go", 4, ""),
        ("”", 6, ""),
        ("said", 8, " "),
        ("he", 13, " "),
        (".", 15, ""),
        ("Ann", 18, "\n\n"),
    ];
    let token = |(word, begin, before): (&str, usize, &str)| {
        json!({"word": word, "originalText": word, "characterOffsetBegin": begin,
               "characterOffsetEnd": begin + word.encode_utf16().count(), "before": before})
    };
    json!({"docId": "d", "sentences": [{"tokens": words.map(token)}], "quotes": [
        {"id": 0, "text": "“Go”", "beginIndex": 3, "endIndex": 7, "beginToken": 1, "endToken": 3,
         "mention": "he", "mentionBegin": 5, "mentionEnd": 5, "mentionType": "pronoun", "mentionSieve": "trigram",
         "speaker": "Ann", "canonicalSpeaker": "Ann", "canonicalMentionBegin": 7, "canonicalMentionEnd": 7},
        {"id": 1, "text": "Go", "beginIndex": 4, "endIndex": 6, "speaker": "Unknown", "canonicalSpeaker": "Unknown"},
        {"id": 2, "text": "he", "beginIndex": 13, "endIndex": 15, "speaker": "Bob", "canonicalSpeaker": "Bob"},
        {"id": 3, "text": "no", "beginIndex": 13, "endIndex": 99, "speaker": "Bob"},
    ]})
}

#[test]
fn corenlp_json_is_put_together_of_its_tokens() {
    let format = named("corenlp").unwrap();
    let file = serde_json::to_vec(&corenlp()).unwrap();
    let text = "😀 “Go” said he.\n\nAnn";
    for files in [
        vec![("a.json", &file[..])],
        vec![("a.json", &file[..]), ("a.txt", text.as_bytes())],
    ] {
        let read = trip::read_files(format, &files).unwrap();
        let document = &read[0].document;
        assert_eq!(document.text().as_str(), text);
        assert_eq!(read[0].faults.len(), 1, "{:?}", trip::faults(&read));
        assert_eq!(speakers(&read[0]), [tie("“Go”", "he", "Ann")]);
        assert!(document.spans().all(|span| span.state == State::Suggested));
        let he = document
            .spans()
            .find(|span| document.words(span) == "he" && span.label.as_str() == "speaker");
        let mention = he.unwrap().attributes.get(&"mention".into()).cloned();
        assert_eq!(mention, Some(AttributeValue::from("pronoun")));
        let bob = document
            .spans()
            .find(|span| !span.attributes.is_empty() && span.label.as_str() == "quote");
        assert_eq!(
            bob.unwrap().attributes.get(&"speaker".into()),
            Some(&AttributeValue::from("Bob"))
        );
    }
    assert!(trip::read_files(format, &[("a.json", &file[..file.len() / 2])]).is_err());
}

#[test]
fn corenlp_text_gives_quotes_the_nearest_name() {
    let output = "Document: ID=a.txt (2 sentences, 9 tokens)\n\nSentence #1 (6 tokens):\n\"Go,\nnow\" Ann said.\n\nTokens:\n\
        [Text=\" CharacterOffsetBegin=0 CharacterOffsetEnd=1 PartOfSpeech=``]\n[Text=Go CharacterOffsetBegin=1 CharacterOffsetEnd=3]\n\n\
        Sentence #2 (3 tokens):\n\"No\" — he.\n\nTokens:\n[Text=\" CharacterOffsetBegin=21 CharacterOffsetEnd=22]\n\n\
        Extracted quotes:\nAnn:\t\"Go,\nnow\"\t[index=0, charOffsetBegin=0]\nUnknown:\t\"No\"\t[index=1, charOffsetBegin=21]\n\
        Zoë:\tNo\t[index=2, charOffsetBegin=22]\nbad\t[index=3, charOffsetBegin=1]\n";
    let format = named("corenlp").unwrap();
    let read = trip::read_files(format, &[("a.txt.out", output.as_bytes())]).unwrap();
    assert_eq!(
        read[0].document.text().as_str(),
        "\"Go,\nnow\" Ann said.\n\n\"No\" — he."
    );
    assert_eq!(
        trip::faults(&read),
        [["quote 3 without a speaker or a place"]]
    );
    assert_eq!(speakers(&read[0]), [tie("\"Go,\nnow\"", "Ann", "Ann")]);
    let text = "\"Go,\nnow\" Ann said. \n\"No\" — he. Zoë";
    let files = [("a.txt.out", output.as_bytes()), ("a.txt", text.as_bytes())];
    let read = trip::read_files(format, &files).unwrap();
    assert_eq!(speakers(&read[0]).len(), 2);
}

// ---- the Gender Gap Tracker -----------------------------------------------------------------

#[test]
fn the_tracker_s_places_are_led_back_to_the_text_as_it_is() {
    let text = "Zoë came.\nÀ “yes,” said\u{a0}Zoë\nand left.";
    // As the tracker counts: a full stop and a space around each newline, one full stop where two would be.
    let quotes = json!([
        {"speaker": "Zoe", "speaker_index": "(25,28)", "quote": "\"yes,\"", "quote_index": "(13,19)",
         "verb": "said", "verb_index": "(20,24)", "quote_token_count": 4, "quote_type": "QCQVS", "is_floating_quote": false},
        {"speaker": "", "speaker_index": "", "quote": "and left.", "quote_index": "(31,40)", "verb": "", "verb_index": ""},
        {"speaker": "Zoe", "speaker_index": "(25,28)", "quote": "nowhere", "quote_index": "(1,2,3)", "verb": "", "verb_index": ""},
    ]);
    let format = named("gendergaptracker").unwrap();
    let file = serde_json::to_vec(&quotes).unwrap();
    let files = [("7.json", &file[..]), ("7.txt", text.as_bytes())];
    let read = trip::read_files(format, &files).unwrap();
    assert_eq!(
        trip::faults(&read),
        [["1: quote 3 at \"(1,2,3)\", which is no place"]]
    );
    assert_eq!(read[0].document.text().as_str(), text);
    assert_eq!(speakers(&read[0]), [tie("“yes,”", "Zoë", "")]);
    let words: Vec<String> = read[0]
        .document
        .spans()
        .map(|span| read[0].document.words(span))
        .collect();
    assert_eq!(words, ["“yes,”", "said", "Zoë", "and left."]);
    assert_eq!(read[0].document.header().id, "7");

    let plain = "“No,” he said.";
    let article = json!({"_id": {"$oid": "5c"}, "body": plain, "outlet": "News", "quotes": [
        {"speaker": "he", "speaker_index": "(6,8)", "quote": "“No,”", "quote_index": "(0,5)", "verb": "said", "verb_index": "(9, 13)"}]});
    let file = serde_json::to_vec(&article).unwrap();
    let read = trip::read_files(format, &[("a.json", &file)]).unwrap();
    assert_eq!(trip::faults(&read), [Vec::<String>::new()]);
    assert_eq!(speakers(&read[0]), [tie("“No,”", "he", "")]);
    assert_eq!(read[0].document.header().id, "5c");
    assert!(
        trip::read_files(format, &files[..1]).unwrap()[0].faults[0]
            .reason
            .contains("no text")
    );
}

// ---- BookNLP --------------------------------------------------------------------------------

const TOKENS: &str = "paragraph_ID\tsentence_ID\ttoken_ID_within_sentence\ttoken_ID_within_document\tword\tlemma\tbyte_onset\tbyte_offset\tPOS_tag\tfine_POS_tag\tdependency_relation\tsyntactic_head_ID\tevent
0\t0\t0\t0\tZoë\tZoë\t0\t3\tPROPN\tNNP\tnsubj\t1\tO
0\t0\t1\t1\tran\trun\t4\t7\tVERB\tVBD\tROOT\t1\tEVENT
0\t0\t2\t2\t.\t.\t7\t8\tPUNCT\t.\tpunct\t1\tO
1\t1\t0\t3\t“\t“\t10\t11\tPUNCT\t``\tpunct\t1\tO
1\t1\t1\t4\tGo\tgo\t11\t13\tVERB\tVB\tccomp\t1\tO
1\t1\t2\t5\t”\t”\t13\t14\tPUNCT\t''\tpunct\t1\tO
1\t1\t3\t6\tshe\tshe\t15\t18\tPRON\tPRP\tnsubj\t1\tO
";
const ENTITIES: &str = "COREF\tstart_token\tend_token\tprop\tcat\ttext\n7\t6\t6\tPRON\tPER\tshe\n7\t0\t0\tPROP\tPER\tZoë\n8\t0\t99\tNOM\tLOC\tnowhere\n";
const QUOTES: &str = "quote_start\tquote_end\tmention_start\tmention_end\tmention_phrase\tchar_id\tquote\n3\t5\t6\t6\tshe\t7\t“ Go ”\n4\t4\tNone\tNone\tNone\tNone\tGo\n";

#[test]
fn booknlp_s_tables_are_read_together() {
    let format = named("booknlp").unwrap();
    let tables = [
        ("zoe.quotes", QUOTES.as_bytes()),
        ("zoe.entities", ENTITIES.as_bytes()),
        ("zoe.tokens", TOKENS.as_bytes()),
    ];
    let text = ("zoe.txt", "Zoë ran.\n\n“Go” she".as_bytes());
    for files in [tables.to_vec(), [&tables[..], &[text]].concat()] {
        let read = trip::read_files(format, &files).unwrap();
        assert_eq!(read[0].document.text().as_str().as_bytes(), text.1);
        assert_eq!(
            trip::faults(&read),
            [["4: a line of the entities names no tokens that are there"]]
        );
        assert_eq!(speakers(&read[0]), [tie("“Go”", "she", "Zoë")]);
        let labels: Vec<String> = read[0]
            .document
            .spans()
            .map(|span| span.label.to_string())
            .collect();
        assert_eq!(
            labels,
            ["person", "event", "quote", "quote", "person", "speaker"]
        );
    }
    let error = trip::read_files(format, &tables[..1]).unwrap_err();
    assert_eq!(
        error,
        "its numbers are of tokens, which are not beside: zoe.tokens is needed"
    );
}

// ---- the Project Dialogism Novel Corpus -----------------------------------------------------

#[test]
fn the_novel_corpus_names_its_speakers() {
    let novel =
        "\"Take care,\" said\nthe Major Tom. \"It s hot.\"\n\n\"You,\" he said, \"are.\" \"So?\"\n";
    let at = |words: &str| {
        let start = novel.find(words).unwrap();
        format!("[{start}, {}]", start + words.len())
    };
    let table = format!(
        "\"quoteID\",\"quoteText\",\"subQuotationList\",\"quoteByteSpans\",\"speaker\",\"addressees\",\"quoteType\",\"referringExpression\",\"mentionTextsList\",\"mentionSpansList\",\"mentionEntitiesList\"\r\n\
         \"Q0\",\"Take care, It s hot.\",\"['Take care,', 'It s hot.']\",\"[{}, {}]\",\"Tom\",\"['Ann', 'Bob']\",\"Explicit\",\"said\nthe Major Tom\",\"[[], []]\",\"[[], []]\",\"[[], []]\"\r\n\
         \"Q1\",\"You, are.\",\"['You,', 'are.']\",\"[{}, {}]\",\"Ann\",\"[]\",\"Anaphoric\",\"he said\",\"[['You'], []]\",\"[[{}], []]\",\"[[['Tom']], []]\"\r\n\
         \"Q2\",\"So?\",\"['So?']\",\"[{}]\",\"Tom\",\"[]\",\"Implicit\",\"nan\",\"[[]]\",\"[[]]\",\"[[]]\"\r\n\
         \"Q3\",\"x\",\"['x'\",\"[[0, 1]]\",\"Tom\",\"[]\",\"Implicit\",\"nan\",\"[[]]\",\"[[]]\",\"[[]]\"\r\n\
         \"Q4\",\"x\",\"['x']\",\"[[0, 1]]\",\"Tom\",\"[]\",\"Implicit\",\"nan\",\"[[]]\",\"[[]]\",\"[[]]\"\r\n\
         \"Q5\"\r\n",
        at("Take care,"),
        at("It s hot."),
        at("You,"),
        at("are."),
        at("You"),
        at("So?"),
    );
    let people = "Character ID,Main Name,Aliases,Gender,Category\n0,Tom,\"{'Major Tom', \"\"Tom's\"\"}\",M,major\n1,Ann,{'Ann'},F,minor\n";
    let format = named("pdnc").unwrap();
    let files = [
        ("quotation_info.csv", table.as_bytes()),
        ("character_info.csv", people.as_bytes()),
        ("novel_text.txt", novel.as_bytes()),
    ];
    let read = trip::read_files(format, &files).unwrap();
    let faults = trip::faults(&read);
    assert_eq!(faults[0].len(), 4, "{faults:#?}");
    assert!(faults[0][0].contains("subQuotationList of Q3: no end of a list at byte 4"));
    assert_eq!(
        speakers(&read[0]),
        [
            tie("Take care, It s hot.", "Major Tom", "Tom"),
            tie("You, are.", "he said", "Ann")
        ]
        .map(|(quote, words, person)| {
            let document = &read[0].document;
            let whole = document.spans().map(|span| document.words(span));
            let first = quote.split(',').next().unwrap().to_owned();
            let quote = whole
                .filter(|words| words.len() > 4)
                .find(|words| words.starts_with(&first));
            (quote.unwrap(), words, person)
        })
    );
    let document = &read[0].document;
    assert!(document.spans().all(|span| span.state == State::Accepted));
    let so = document
        .spans()
        .find(|span| document.words(span) == "So?")
        .unwrap();
    assert_eq!(
        so.attributes.get(&"speaker".into()),
        Some(&AttributeValue::from("Tom"))
    );
    let you = document
        .spans()
        .find(|span| span.label.as_str() == "mention")
        .unwrap();
    assert_eq!(
        document.entity(you.entity.as_ref().unwrap()).unwrap().name,
        "Tom"
    );
    let error = trip::read_files(format, &files[..1]).unwrap_err();
    assert!(error.contains("novel_text.txt is needed"));
}
