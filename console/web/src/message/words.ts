import { sentence } from "../format/words.ts";
import { counted, inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    products: "Products shown",
    choices: "Choices offered",
    pressed: "Pressed",
    aButton: "a button",
    askedForRating: (scale: number) => `Asked for a rating of 1 to ${scale}`,
    rated: (score: number) => `Rated ${score}`,
    correction: "Correction",
    order: (number: string) => `Order ${number}`,
    total: "Total",
    tracking: "Tracking",
    timeline: "What happened",
    receipt: (order: string) => `Receipt for ${order}`,
    undoUntil: (time: string) => `Can be undone until ${time}`,
    tiers: { official: "Official", product: "Product", community: "Buyers" },
    sources: "Sources",
    shopSays: "The shop says",
    buyersSay: (yes: number, no: number) =>
      `Buyers say: ${counted(yes, "yes")}, ${counted(no, "no")}`,
    bought: ", bought it",
    sponsored: ", was paid or given it",
  },
  zh: {
    products: "展示的商品",
    choices: "提供的选项",
    pressed: "点击了",
    aButton: "按钮",
    askedForRating: (scale: number) => `已邀请评分（1 至 ${scale} 分）`,
    rated: (score: number) => `评分 ${score} 分`,
    correction: "更正",
    order: (number: string) => `订单 ${number}`,
    total: "合计",
    tracking: "物流单号",
    timeline: "订单进度",
    receipt: (order: string) => `${order} 的凭证`,
    undoUntil: (time: string) => `${time} 前可以撤销`,
    tiers: { official: "官方", product: "商品", community: "买家" },
    sources: "来源",
    shopSays: "商家说明",
    buyersSay: (yes: number, no: number) =>
      `买家反馈：${counted(yes, "人认同")}，${counted(no, "人不认同")}`,
    bought: "，已购买",
    sponsored: "，有偿或获赠",
  },
});

interface Codes {
  readonly statuses: Readonly<Record<string, string>>;
  readonly receipts: Readonly<Record<string, string>>;
  readonly methods: Readonly<Record<string, string>>;
}

const CODES = inWords<Codes>({
  en: {
    statuses: {},
    methods: { paypal: "PayPal", wechat_pay: "WeChat Pay" },
    receipts: {
      cancel: "Order cancelled",
      change_address: "Address changed",
      change_payment: "Payment changed",
      change_items: "Items changed",
      return_items: "Return arranged",
      exchange_items: "Exchange arranged",
      change_default_address: "Default address changed",
      settle_request: "Goods received",
      open_case: "Case opened",
      undo: "Taken back",
    },
  },
  zh: {
    statuses: {
      placed: "已下单",
      pending: "待处理",
      processed: "已打包",
      shipped: "运输中",
      out_for_delivery: "派送中",
      delivered: "已签收",
      cancelled: "已取消",
      return_requested: "已申请退货",
      returned: "已退货",
      exchange_requested: "已申请换货",
      refunded: "已退款",
    },
    methods: {
      credit_card: "信用卡",
      paypal: "PayPal",
      gift_card: "礼品卡",
      alipay: "支付宝",
      wechat_pay: "微信支付",
    },
    receipts: {
      cancel: "订单已取消",
      change_address: "地址已修改",
      change_payment: "支付方式已更换",
      change_items: "商品已更换",
      return_items: "退货已安排",
      exchange_items: "换货已安排",
      change_default_address: "默认地址已修改",
      settle_request: "已收到退货",
      open_case: "工单已创建",
      undo: "已撤销",
    },
  },
});

export function statusName(status: string): string {
  return CODES.statuses[status] ?? sentence(status);
}

export function methodName(kind: string): string {
  return CODES.methods[kind] ?? sentence(kind);
}

/** What a receipt is of. */
export function receiptName(action: string): string {
  return CODES.receipts[action] ?? sentence(action);
}
