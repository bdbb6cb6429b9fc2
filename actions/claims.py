"""What only the shop may say: rules, prices and whether something is safe."""

from __future__ import annotations

import re

_SAFETY = re.compile(
    r"\b(?:safe|safely|safety|unsafe|danger(?:ous)?|hazard|risks?|toxic|poison\w*|harm\w*|allerg\w*"
    r"|hypoallergenic|ingredients?|contains?|paraben\w*|fragrance[- ]free|nickel|latex|gluten|nuts?"
    r"|pregnan\w*|breastfeed\w*|nursing|bab(?:y|ies)|infants?|toddlers?|swallow\w*|edible|eat|drink"
    r"|medic\w+|eczema|rosacea|asthma\w*|burns?|flammable|fire|voltage|electric\w*|certified"
    r"|dermatolog\w*|sensitive skin|side effects?|expir\w+)\b"
    r"|安全|危险|有毒|毒性|过敏|成分|含有|含不含|孕妇|怀孕|哺乳|婴儿|宝宝|小孩|儿童|误食|能吃|入口|敏感肌"
    r"|副作用|湿疹|哮喘|易燃|着火|电压|漏电|认证|保质期|过期",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\b(?:price[sd]?|costs?|how mu?ch|cheap(?:er|est)?|expensive|discounts?|sale|coupons?"
    r"|vouchers?|promo(?:tion)?s?|codes?|deals?|offers?|free|fees?|charges?|tax(?:es)?|vat|duty|duties"
    r"|customs|refund\w*|money back)\b"
    r"|价格|价钱|多少钱|便宜|打折|折扣|优惠|促销|活动|券|免费|手续费|运费|关税|退款",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"\b(?:return(?:s|ed|ing|able)?|exchange\w*|warrant\w*|guarantee\w*|polic(?:y|ies)|cancel\w*"
    r"|ship(?:s|ped|ping|ment)?|deliver(?:y|ies|ed|s)?|send (?:it )?back|privacy|personal data"
    r"|terms|invoices?|receipts?|payments?|pay|allowed|entitled|rights?|legal\w*|recycl\w*)\b"
    r"|退货|换货|退换|保修|质保|政策|规定|取消|发货|配送|快递|包邮|隐私|发票|付款|支付|允许|权利|法律",
    re.IGNORECASE,
)


def shop_alone_may_say(text: str) -> bool:
    """Whether an answer to `text` would claim a rule, a price or that something is safe."""
    return any(kind.search(text) for kind in (_SAFETY, _PRICE, _POLICY))
