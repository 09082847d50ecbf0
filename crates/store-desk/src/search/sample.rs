//! Made-up orders and lines in bulk, for tests and benchmarks of search and list: plain rows without history, which no
//! verb would write. Names are put together from the trade's vocabulary; no person, firm or number is real.

use serde_json::json;

use crate::{error::StoreError, open::Store};

const PLACES: [&str; 12] = [
    "义乌市",
    "金华市",
    "东阳市",
    "浦江县",
    "永康市",
    "兰溪市",
    "武义县",
    "磐安县",
    "杭州市",
    "宁波市",
    "温州市",
    "台州市",
];
const STEMS: [&str; 24] = [
    "鑫达", "宏远", "佳美", "瑞丰", "锦程", "永盛", "泰和", "华美", "金诺", "顺发", "亿家", "康乐", "晨光",
    "星辰", "百汇", "恒信", "吉祥", "丽人", "东方", "万通", "美佳", "聚宝", "新锐", "凯旋",
];
const TRADES: [&str; 16] = [
    "玩具",
    "饰品",
    "文具",
    "五金",
    "箱包",
    "针织",
    "工艺品",
    "日用品",
    "塑料制品",
    "电子",
    "化妆品",
    "服装",
    "袜业",
    "雨具",
    "钟表",
    "体育用品",
];
const FORMS: [&str; 5] = ["商行", "有限公司", "经营部", "厂", "贸易行"];
const SURNAMES: [&str; 20] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗",
];
const GIVEN: [&str; 20] = [
    "伟", "芳", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超",
    "秀兰", "霞", "平",
];
const MATERIALS: [&str; 16] = [
    "塑料",
    "不锈钢",
    "玻璃",
    "陶瓷",
    "木制",
    "硅胶",
    "毛绒",
    "棉质",
    "金属",
    "亚克力",
    "皮革",
    "尼龙",
    "竹制",
    "合金",
    "纸质",
    "涤纶",
];
const KINDS: [&str; 14] = [
    "儿童", "迷你", "彩色", "圣诞", "户外", "便携", "折叠", "家用", "时尚", "卡通", "防水", "加厚", "电动",
    "创意",
];
const GOODS: [&str; 40] = [
    "玩具",
    "水杯",
    "发夹",
    "手链",
    "项链",
    "耳环",
    "雨伞",
    "背包",
    "钱包",
    "袜子",
    "围巾",
    "帽子",
    "手套",
    "拼图",
    "积木",
    "文具盒",
    "笔记本",
    "圆珠笔",
    "钥匙扣",
    "相框",
    "灯串",
    "气球",
    "贴纸",
    "挂件",
    "剪刀",
    "螺丝刀",
    "卷尺",
    "饭盒",
    "保温杯",
    "毛巾",
    "地垫",
    "窗帘",
    "抱枕",
    "拖鞋",
    "手机壳",
    "数据线",
    "充电器",
    "口红",
    "化妆刷",
    "镜子",
];
const BUYERS: [&str; 10] =
    ["Ahmed", "Maria", "Ivan", "Fatima", "Carlos", "Olga", "Nguyen", "Rajesh", "Amina", "Pedro"];
const FAMILIES: [&str; 10] =
    ["Hassan", "Silva", "Petrov", "Ali", "Lopez", "Smirnova", "Tran", "Kumar", "Diallo", "Costa"];

/// So many lines one statement writes.
const LINES_PER_INSERT: u64 = 2_000;

impl Store {
    /// Adds `orders` made-up orders with `lines` lines in all, evenly shared. The same seed gives the same rows; rows
    /// of different seeds differ.
    ///
    /// # Errors
    /// What the database says.
    pub async fn add_sample(&self, orders: u64, lines: u64, seed: u64) -> Result<(), StoreError> {
        let mut chance = Chance(seed);
        let mut tx = self.begin().await?;
        let first: i64 =
            sqlx::query_scalar("SELECT coalesce(max(key), 0) + 1 FROM orders").fetch_one(&mut *tx).await?;
        for from in (0..orders).step_by(1_000) {
            let rows: Vec<_> =
                (from..orders.min(from + 1_000)).map(|at| chance.order(first.unsigned_abs() + at)).collect();
            sqlx::query(
                "INSERT INTO orders (key, id, buyer_kind, buyer_name, destination, total_usd, line_currency, contract_no, \
                 remark, created_at, updated_at) SELECT value ->> 0, unhex(value ->> 1), 'person', value ->> 2, \
                 value ->> 3, value ->> 4, 'CNY', value ->> 5, value ->> 6, value ->> 7, value ->> 8 FROM json_each(?)",
            )
            .bind(json!(rows).to_string())
            .execute(&mut *tx)
            .await?;
        }
        for from in (0..lines).step_by(LINES_PER_INSERT as usize) {
            let rows: Vec<_> = (from..lines.min(from + LINES_PER_INSERT))
                .map(|at| chance.line(first.unsigned_abs() + at * orders / lines, at))
                .collect();
            sqlx::query(
                "INSERT INTO lines (id, order_key, place, merchant_no, merchant_name, merchant_phone, order_month, \
                 goods_name, quantity, packages, amount, lookup, wrong) SELECT unhex(value ->> 0), value ->> 1, \
                 value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9, \
                 value ->> 10, 1, 0 FROM json_each(?)",
            )
            .bind(json!(rows).to_string())
            .execute(&mut *tx)
            .await?;
        }
        sqlx::query(
            "UPDATE orders SET line_count = n, amount_sum = a FROM (SELECT order_key AS k, count(*) AS n, sum(amount) AS a \
             FROM lines WHERE order_key >= ?1 GROUP BY order_key) WHERE key = k",
        )
        .bind(first)
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO order_months (order_key, order_month, line_count) \
             SELECT order_key, order_month, count(*) FROM lines WHERE order_key >= ? GROUP BY 1, 2",
        )
        .bind(first)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }
}

/// A sequence of numbers that look random (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.below(of.len() as u64)).unwrap_or(0)]
    }

    /// A UUID of version 7 as hexadecimal digits.
    fn id(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!("{:016x}{:016x}", high & !0xF000 | 0x7000, low & !(3 << 62) | 1 << 63)
    }

    fn order(&mut self, key: u64) -> serde_json::Value {
        let buyer = format!("{} {}", self.one(&BUYERS), self.one(&FAMILIES));
        let contract = format!("HT2026-{key:05}");
        let at = 1_760_000_000_000 + key * 60_000;
        let destination = self.one(&["AE", "BR", "RU", "NG", "MX", "IN", "VN", "KE"]);
        json!([
            key,
            self.id(),
            buyer,
            destination,
            10_000 + self.below(5_000_000),
            contract,
            self.one(&["", "急单", "按合同交货"]),
            at,
            at + self.below(86_400_000)
        ])
    }

    fn line(&mut self, order_key: u64, place: u64) -> serde_json::Value {
        // One of some 20,000 merchants, who has the same name, number and phone in every line.
        let mut merchant = Chance(self.below(20_000) | 1 << 40);
        let name = if merchant.below(3) == 0 {
            format!("{}{}", merchant.one(&SURNAMES), merchant.one(&GIVEN))
        } else {
            let (place, stem) = (merchant.one(&PLACES), merchant.one(&STEMS));
            format!("{place}{stem}{}{}", merchant.one(&TRADES), merchant.one(&FORMS))
        };
        let number = format!("SH{:08}", merchant.below(100_000_000));
        let phone = 19_900_000_000 + merchant.below(100_000_000);
        let goods = format!("{}{}{}", self.one(&KINDS), self.one(&MATERIALS), self.one(&GOODS));
        let goods = if self.below(4) == 0 { format!("{goods}{}", self.below(1_000)) } else { goods };
        let month = 202_501 + self.below(12);
        json!([
            self.id(),
            order_key,
            place * 1_024,
            number,
            name,
            phone,
            month,
            goods,
            (1 + self.below(500)) * 1_000,
            1 + self.below(50),
            100 + self.below(5_000_000)
        ])
    }
}
