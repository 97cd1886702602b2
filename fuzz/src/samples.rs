//! Small inputs for what nobody here writes. The files of one stand one behind the other.

/// A target, and the files of an input for it.
pub const SAMPLES: &[(&str, &[&str])] = &[
    (
        "corenlp_json",
        &[
            r#"{"docId": "d", "sentences": [{"tokens": [
{"word": "“", "originalText": "“", "characterOffsetBegin": 0, "characterOffsetEnd": 1, "before": ""},
{"word": "Go", "originalText": "Go", "characterOffsetBegin": 1, "characterOffsetEnd": 3, "before": ""},
{"word": "”", "originalText": "”", "characterOffsetBegin": 3, "characterOffsetEnd": 4, "before": ""},
{"word": "Ann", "originalText": "Ann", "characterOffsetBegin": 5, "characterOffsetEnd": 8, "before": " "}]}],
"quotes": [{"id": 0, "text": "“Go”", "beginIndex": 0, "endIndex": 4, "beginToken": 0, "endToken": 2,
"mention": "Ann", "mentionBegin": 3, "mentionEnd": 3, "mentionType": "name", "mentionSieve": "trigram",
"speaker": "Ann", "canonicalSpeaker": "Ann", "canonicalMentionBegin": 3, "canonicalMentionEnd": 3}]}"#,
            "“Go” Ann",
        ],
    ),
    (
        "corenlp_text",
        &[
            "Sentence #1 (4 tokens):\n\"Go\" Ann said.\n\nTokens:\n[Text=\" CharacterOffsetBegin=0 CharacterOffsetEnd=1]\n\
             [Text=Go CharacterOffsetBegin=1 CharacterOffsetEnd=3]\n\nExtracted quotes:\nAnn:\t\"Go\"\t[index=0, charOffsetBegin=0]\n",
            "\"Go\" Ann said.",
        ],
    ),
    (
        "gender_gap",
        &[
            r#"[{"speaker": "Zoe", "speaker_index": "(19,22)", "quote": "\"yes,\"", "quote_index": "(7,13)",
"verb": "said", "verb_index": "(14,18)", "quote_type": "QCQVS", "is_floating_quote": false},
{"speaker": "", "speaker_index": "", "quote": "left", "quote_index": "(23,27)", "verb": "", "verb_index": ""}]"#,
            "Came.\nÀ “yes,” said\u{a0}Zoë\nleft",
        ],
    ),
    (
        "gender_gap",
        &[
            r#"{"_id": {"$oid": "5c"}, "body": "“No,” he said.", "outlet": "News", "quotes": [
{"speaker": "he", "speaker_index": "(6,8)", "quote": "“No,”", "quote_index": "(0,5)", "verb": "said", "verb_index": "(9, 13)"}]}"#,
        ],
    ),
    (
        "booknlp",
        &[
            "quote_start\tquote_end\tmention_start\tmention_end\tmention_phrase\tchar_id\tquote\n1\t3\t4\t4\tshe\t7\t“ Go ”\n2\t2\tNone\tNone\tNone\tNone\tGo\n",
            "paragraph_ID\tsentence_ID\ttoken_ID_within_sentence\ttoken_ID_within_document\tword\tlemma\tbyte_onset\tbyte_offset\tPOS_tag\tfine_POS_tag\tdependency_relation\tsyntactic_head_ID\tevent\n\
             0\t0\t0\t0\tZoë\tZoë\t0\t3\tPROPN\tNNP\tnsubj\t1\tO\n\
             1\t1\t0\t1\t“\t“\t5\t6\tPUNCT\t``\tpunct\t1\tO\n\
             1\t1\t1\t2\tGo\tgo\t6\t8\tVERB\tVB\tccomp\t1\tEVENT\n\
             1\t1\t2\t3\t”\t”\t8\t9\tPUNCT\t''\tpunct\t1\tO\n\
             1\t1\t3\t4\tshe\tshe\t10\t13\tPRON\tPRP\tnsubj\t1\tO\n",
            "COREF\tstart_token\tend_token\tprop\tcat\ttext\n7\t4\t4\tPRON\tPER\tshe\n7\t0\t0\tPROP\tPER\tZoë\n",
            "Zoë\n\n“Go” she",
        ],
    ),
    (
        "pdnc",
        &[
            "quoteID,quoteText,subQuotationList,quoteByteSpans,speaker,addressees,quoteType,referringExpression,mentionTextsList,mentionSpansList,mentionEntitiesList\r\n\
             Q0,\"You, are.\",\"['You,', 'are.']\",\"[[1, 5], [16, 20]]\",Ann,\"['Tom']\",Explicit,said Ann,\"[['You'], []]\",\"[[[1, 4]], []]\",\"[[['Tom']], []]\"\r\n",
            "\"You,\" said Ann, \"are.\"\n",
            "Character ID,Main Name,Aliases,Gender,Category\n0,Tom,\"{'Major Tom', \"\"Tom's\"\"}\",M,major\n1,Ann,{'Ann'},F,minor\n",
        ],
    ),
    (
        "polnear",
        &[
            "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 9 11;12 14\tit is\nE1\tAttribution:T2 Source:T1 Content:T3\n",
            "Ann said it is",
        ],
    ),
    (
        "brat",
        &[
            "T1\tquote 0 4;5 7\t“Go” he\nT2\tspeaker 5 7\the\nR1\tsaid_by Arg1:T1 Arg2:T2\t\nA1\tcertain T1 yes\n#1\tAnnotatorNotes T1\ta note\nE1\tquote:T1 who:T2\n*\tEquiv T1 T2\nN1\tReference T2 Wiki:1\tHe\n",
            "“Go” he",
            "[entities]\nquote\nspeaker\n[relations]\nsaid_by\tArg1:quote, Arg2:speaker\n[events]\n[attributes]\ncertain\tArg:quote, Value:yes|no\n",
        ],
    ),
    ("keys", &["Ctrl+Shift+P"]),
    ("keys", &["Alt+←"]),
    ("keys", &["F12"]),
    (
        "label_names",
        &["(labels: {\"QUOTE\": \"quote\"}, links: {\"BY\": \"said_by\"})"],
    ),
    ("search", &["\u{4}(said|told)\\b.*?\nAnn said. He told."]),
    ("search", &["\u{0}\"ready\nAnn “Ready” she"]),
    (
        "rebasing",
        &[
            "\u{2}\u{5}\u{9}\u{1}",
            "Ann said it was over. He left.",
            "Anna said that it was over.\nHe left.",
        ],
    ),
    (
        "rebasing",
        &[
            "\u{0}\u{0}\u{9}\u{1}\u{9}\u{3}\u{4}",
            "one two three two one",
            "two one two three",
        ],
    ),
    (
        "merging",
        &[
            "\u{40}\u{0}\u{c}",
            "\u{20}\u{2f}\u{5}\u{3}\u{2}",
            "\u{2c}\u{40}\u{20}\u{6}\u{1}",
        ],
    ),
    (
        "edits",
        &["\u{0}\u{40}\u{0}\u{c}\u{2c}\u{27}\u{0}\u{1}\u{3}\u{2f}\u{5}\u{3}\u{2}\u{6}\u{14}\u{15}"],
    ),
    (
        "edits",
        &[
            "\u{1}\u{41}\u{9}\u{c}\u{60}\u{2}\u{6f}\u{5}\u{3}\u{2}\u{42}\u{15}\u{14}\u{e}\u{35}\u{1}",
        ],
    ),
    (
        "edits",
        &[
            "\u{2}\u{40}\u{0}\u{5}\u{40}\u{3}\u{9}\u{d}\u{4d}\u{1}\u{2}\u{2f}\u{0}\u{2}\u{1}\u{35}\u{2}\u{f}",
        ],
    ),
    (
        "words",
        &[
            "WASHINGTON (AP) — “We are ready,” Gen. Mark Milley told reporters on Monday. “Nobody,” he added, “knows.”\n\n\
           According to Ms. Petrova, Minister of Defence, the U.S.’ plan “will fail”; she said that it isn't hers.",
        ],
    ),
    (
        "words",
        &[
            "Минобороны: «Всё по плану», — сказал 東京 e\u{301} 👍🏽. Er sagte: „Ja“. 'No', she said: 'It's \"over\"'.",
        ],
    ),
    ("article", &["\u{feff}A title\r\n\r\nText 😀"]),
];
