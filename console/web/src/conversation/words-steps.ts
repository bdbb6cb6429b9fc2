import { sentence } from "../format/words.ts";
import { inWords } from "../locales/words.ts";
import { foundBy } from "./words-found.ts";

type Names = Readonly<Record<string, string>>;

/** What the bot looked at and did, by the names of the steps; English says the names themselves. */
const NAMES = inWords<
  Readonly<Record<"steps" | "refusals" | "rules" | "entities" | "details" | "failures", Names>>
>({
  en: { steps: {}, refusals: {}, rules: {}, entities: {}, details: {}, failures: {} },
  zh: {
    steps: {
      verification: "身份核实",
      search: "知识库检索",
      clarify: "追问确认",
      order_status: "查询订单状态",
      refund_status: "查询退款进度",
      invoice: "查询发票",
      return_item: "退货",
      product_facts: "查询商品信息",
      product_search: "检索商品",
      recommendation: "推荐商品",
      comparison: "对比商品",
      stock: "查询库存",
      buyer_experience: "查询买家笔记",
      file: "接收文件",
      undo: "撤销",
      cancel: "取消订单",
      change_address: "修改地址",
      change_payment: "更换支付方式",
      change_items: "更换商品",
      return_items: "申请退货",
      exchange_items: "申请换货",
      change_default_address: "修改默认地址",
      settle_request: "确认收到退货",
      open_case: "创建工单",
    },
    refusals: {
      customer_not_verified: "顾客未核实身份",
      customer_not_found: "未找到顾客",
      order_not_found: "未找到订单",
      product_not_found: "未找到商品",
      money_invalid: "金额无效",
      confirmation_invalid: "方案已失效",
      receipt_not_found: "未找到回执",
      order_changed: "订单已有变化",
      change_pending: "上一项变更仍在处理",
      idempotency_key_reused: "重复的操作",
      shop_unavailable: "无法连接店铺系统",
      shop_refused: "店铺系统拒绝了操作",
      shop_answer_invalid: "店铺系统的回应无法识别",
    },
    rules: {
      "access.actors": "是否允许此操作者",
      "addresses.another": "新地址须不同于原地址",
      "cancellation.statuses": "当前状态能否取消",
      "cancellation.after_items_changed": "更换过商品后能否取消",
      "cancellation.reasons": "取消原因须为店铺认可的原因",
      "changes.statuses": "当前状态能否修改",
      "changes.after_items_changed": "更换过商品后能否再改",
      "returns.statuses": "当前状态能否退货",
      "returns.days": "是否在退货期限内",
      "returns.open": "须有未完成的退换申请",
      "exchanges.statuses": "当前状态能否换货",
      "exchanges.days": "是否在换货期限内",
      "cases.max_photos": "照片数量上限",
      "cases.one_at_a_time": "同一问题只建一个工单",
      "confirmation.needed": "须先确认方案",
      "items.in_order": "商品须属于此订单",
      "items.in_stock": "新款式须有货",
      "items.known": "款式须存在",
      "items.named": "须指明商品",
      "items.other_variant": "须换成不同款式",
      "items.pairs": "新旧商品须一一对应",
      "items.same_currency": "币种须一致",
      "items.same_product": "须为同一商品的其他款式",
      "payments.another": "须换成不同支付方式",
      "payments.difference": "须指定差额的支付方式",
      "payments.gift_card_holds_enough": "礼品卡余额须充足",
      "payments.on_file": "须为顾客已登记的支付方式",
      "payments.single": "订单须为单笔支付",
      "refunds.methods": "可退款的支付方式",
      "refunds.not_above_payment": "退款不得超过实付",
      "refunds.to_original_method": "退回原支付方式",
      "shop.can_do": "店铺系统是否支持",
      "undo.actions": "此操作能否撤销",
      "undo.minutes": "是否在撤销时限内",
      "undo.nothing_since": "此后须无其他变更",
      "undo.stock_still_there": "库存须仍然可用",
      "undo.gift_card_holds_enough": "礼品卡余额须充足",
    },
    entities: {
      order_number: "订单号",
      tracking_number: "物流单号",
      email: "邮箱",
      phone: "电话",
      amount: "金额",
      date: "日期",
      quantity: "数量",
      item: "商品",
      product: "商品",
      size: "尺码",
      colour: "颜色",
      proof: "验证信息",
      upload: "文件",
    },
    details: {
      "order number and e-mail": "订单号与邮箱",
      "name and postal code": "姓名与邮编",
      "mailed code": "邮件验证码",
      "no match": "不匹配",
      "not verified": "未核实身份",
      "order not found": "未找到订单",
      "order not found or not verified": "未找到订单或未核实身份",
      "no orders": "没有订单",
      "no article answers this": "没有文章能回答",
      "asked to rephrase": "请顾客换个说法",
      "outside the shop": "与店铺无关",
      "offered a person": "提供人工服务",
      "no product named": "未指明商品",
    },
    failures: {
      bot_timeout: "机器人响应超时",
      bot_unreachable: "无法连接机器人",
      bot_reply_invalid: "机器人的回应无法识别",
      database_unavailable: "数据库不可用",
      budget_spent: "处理时间已用完",
      no_reply: "机器人没有回应",
      not_ready: "机器人尚未就绪",
      store_fault: "机器人的存储出现故障",
      timeout: "机器人超时",
      choice_refused: "按钮已失效",
      action_failed: "机器人的操作出错",
    },
  },
});

const DAY = / \((\d{4}-\d{2}-\d{2})\)$/;

export function stepName(step: string): string {
  return NAMES.steps[step] ?? NAMES.refusals[step] ?? NAMES.rules[step] ?? sentence(step);
}

/** A rule is told by what it asks; what it found is English, and only its day is kept. What was
 * refused is told by its name alone. */
export function detailOf(step: string, detail: string): string {
  if (step in NAMES.rules) return DAY.exec(detail)?.[1] ?? "";
  if (step in NAMES.refusals) return "";
  return NAMES.details[detail] ?? foundBy(step, detail) ?? detail;
}

export function entityName(entity: string): string {
  return NAMES.entities[entity] ?? sentence(entity);
}

export function failureName(code: string): string {
  return NAMES.failures[code] ?? sentence(code);
}
