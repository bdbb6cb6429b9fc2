"""Words that a mood is heard by, in English and Chinese. Weights: 2 says it alone, 1 adds to it."""

from __future__ import annotations

import re
from typing import Final

# Said of a mood that is not there, or of a thing that only bears the name.
NOT_MEANT: Final = re.compile(
    r"\b(?:not|n't|never|no|without) (?:\w+ ){0,2}?(?:angry|annoyed|upset|mad|complaints?|rush"
    r"|hurry)\b"
    r"|\bno (?:complaints?|rush|hurry|problem)\b|\bangry birds\b"
    r"|\b(?:trash|rubbish|garbage) (?:bags?|bins?|cans?)\b"
    r"|\bworst[- ]case\b|\bthe worst case\b|\bcomplaints? (?:address|department|form|policy)\b"
    r"|垃圾(?:桶|袋|箱)|不生气|没有?投诉|不用谢|不急|差评会",
    re.IGNORECASE,
)

ANGRY: Final = {
    2: re.compile(
        r"\b(?:angry|furious|outrag\w+|disgust\w*|disgrace\w*|shameful|shame on you"
        r"|unacceptable|ridiculous"
        r"|scam\w*|fraud\w*|thie(?:f|ves)|liars?|lied|lying to me|cheat(?:ed|ers?|ing)?"
        r"|rip.?off|ripped off"
        r"|idiots?|morons?|stupid|useless|pathetic|incompetent|f+u+c+k\w*|wtf|bullshit|crap"
        r"|damn you"
        r"|worst|terrible|horrible|awful|appalling|fed up|sick of|had enough"
        r"|never (?:buy|order|shop)\w*"
        r"|never again|joke of a|what a joke|are you kidding|thanks for nothing|lawyer|sue you"
        r"|report you|trading standards|chargeback|ruined|really upset|so upset|treated like)\b"
        r"|骗子|骗人|欺骗|欺诈|气死|生气|愤怒|投诉|举报|12315|消协|太过分|过分了|垃圾|废物|破(?:店|质量|东西|玩意)"
        r"|什么(?:态度|破|玩意)|再也不|差劲|太差|坑人|坑爹|无语|受够|差评|不要脸|滚|恶心|听不懂人话|妈的|傻",
        re.IGNORECASE,
    ),
    1: re.compile(
        r"\b(?:disappoint\w*|annoy\w*|upset|rubbish|garbage|trash|nonsense|poor quality"
        r"|not good enough"
        r"|money back|right now|still no|nobody (?:helps|cares|answers)|complain\w*|broke after"
        r"|fell apart"
        r"|kidding|a joke|not happy|unhappy|let down|waste of)\b"
        r"|失望|退钱|马上退|不满|(?<!麻)烦|质量(?:问题|差)|没人管|不负责|敷衍",
        re.IGNORECASE,
    ),
}

IMPATIENT: Final = re.compile(
    r"\b(?:still (?:waiting|not|no)|(?:been|am|'m) waiting"
    r"|wait(?:ed|ing) (?:for )?(?:\w+ ){0,2}(?:hours?|days?|weeks?)|hurry|asap"
    r"|urgent\w*|as soon as possible|again and again"
    r"|how (?:much )?long(?:er)? (?:must|do|will|until)"
    r"|(?:second|third|fourth|2nd|3rd|4th) time|already (?:told|said|asked|wrote|sent|gave)"
    r"|asked (?:this|that|you) (?:before|already|yesterday|twice)"
    r"|(?:did not|didn't|don't|not) answer(?:ed)? my|answer me|any(?:body|one) (?:there|here)"
    r"|(?:is|can) (?:some|any)(?:body|one) (?:there|here|answer|help|reply)"
    r"|come on|so long|any (?:update|news)|what is taking|hello\?+)\b"
    r"|\?{3,}|？{3,}|!{3,}|！{3,}"
    r"|等了|还要等|还没(?:人|到|有人|发|收)|怎么还|还不(?:发|到|回)|快点|快一点|尽快|赶紧|催|有人吗|人呢|到底|第[二三四]次|说过(?:一遍|了)|又问"
    r"|这么慢|太慢|急用|着急",
    re.IGNORECASE,
)

FRIENDLY: Final = re.compile(
    r"\b(?:thanks?|thank you|thx|cheers|great|perfect|lovely|wonderful|awesome|amazing"
    r"|brilliant|fantastic"
    r"|appreciate\w*|very (?:kind|helpful|nice)|so (?:kind|helpful|nice)"
    r"|love (?:it|this|the|your)|nice day)\b"
    r"|谢谢|感谢|多谢|太好了|太棒|真好|辛苦|麻烦您|喜欢|给力|好评|爱了",
    re.IGNORECASE,
)
# "Is this great for oily skin?": what is asked of a thing is not said to us.
OF_A_THING: Final = re.compile(
    r"\b(?:great|perfect|lovely|brilliant) (?:for|lakes|britain|\w+ (?:poster|shirt|dress))\b"
    r"|\bis (?:it|this|that) (?:\w+ )?(?:great|perfect|good)\b",
    re.IGNORECASE,
)
