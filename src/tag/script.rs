//! The script in a tag, for languages that are commonly written in two: `sr-Latn`, `zh-Hant`.

use crate::lang::{Lang, Script};

/// Characters that are written in one way where Chinese is simplified and in another where it is traditional, in
/// the same order: frequent ones of our own choice.
const SIMPLIFIED: &str = "们这国时会说对过还个为来学发后当点动进种样开现车东见长问间话经头电给让觉边气听钱远风飞鱼鸟马门业书买卖乐产亲亿亚众优传伤伦体价儿关兴养农写军决况净减几击划刘创办务势区医华单厂历压厅县参双变叶号启员响围园图圆场坏块坚声处备复够夺奖妇妈婴孙宁宝实审宫宽宾寻导寿将尔层岁岛币师带帮干广庆库应废异弃张弹强归录忆忧怀态总恋恶惊惯愿战户扑执扩扫扬抢护报担拟择换据损摄敌数断无旧显晓术机杀杂权条杨极构标树桥检楼欢欧歼残毁毕汉汤沟没泪泽洁浅测济浓涛润涨渐湾满滚灭灯灵灾炉炼热爱爷牵独狱猪献环玛疗疯盖盘监盐着矿码砖础确礼祸离税稳穷竞笔签简粮纠红级纪约纯纲纳纵纷纸纺线练组细终绍结绕绘络绝统继绩绪续维综绿网罗罚联肃肤肠胜脑脚脸舰艺节芦苏苹范药荣获蓝虑虚补装规视览触计订认讨训议讯记许论设访证评识诉词试诗诚诞询该详语误请诸诺读谁调谈谋谢谱贝负贡财责贤败货质贩贪贫购贯贴贵贷费贺资赋赌赏赔赖赚赛赞赵趋跃践踪轨轩转轮软轰轻载较辆辈辉输辑辞达迁运迟适选递逻遗邓邮邻郑酱释里针钟钢钥铁铃铅铜银链销锁锋错键镇镜闭闲闹闻阅队阳阴阵阶际陆陈险随难雾静韩页顶项顺须顾预领频颗题颜额饭饮饰饱馆驱驶驻驾骂验骑骗鸡鸣鸭麦黄齐龙龟";
/// See [`SIMPLIFIED`].
const TRADITIONAL: &str = "們這國時會說對過還個為來學發後當點動進種樣開現車東見長問間話經頭電給讓覺邊氣聽錢遠風飛魚鳥馬門業書買賣樂產親億亞眾優傳傷倫體價兒關興養農寫軍決況淨減幾擊劃劉創辦務勢區醫華單廠歷壓廳縣參雙變葉號啟員響圍園圖圓場壞塊堅聲處備復夠奪獎婦媽嬰孫寧寶實審宮寬賓尋導壽將爾層歲島幣師帶幫幹廣慶庫應廢異棄張彈強歸錄憶憂懷態總戀惡驚慣願戰戶撲執擴掃揚搶護報擔擬擇換據損攝敵數斷無舊顯曉術機殺雜權條楊極構標樹橋檢樓歡歐殲殘毀畢漢湯溝沒淚澤潔淺測濟濃濤潤漲漸灣滿滾滅燈靈災爐煉熱愛爺牽獨獄豬獻環瑪療瘋蓋盤監鹽著礦碼磚礎確禮禍離稅穩窮競筆簽簡糧糾紅級紀約純綱納縱紛紙紡線練組細終紹結繞繪絡絕統繼績緒續維綜綠網羅罰聯肅膚腸勝腦腳臉艦藝節蘆蘇蘋範藥榮獲藍慮虛補裝規視覽觸計訂認討訓議訊記許論設訪證評識訴詞試詩誠誕詢該詳語誤請諸諾讀誰調談謀謝譜貝負貢財責賢敗貨質販貪貧購貫貼貴貸費賀資賦賭賞賠賴賺賽讚趙趨躍踐蹤軌軒轉輪軟轟輕載較輛輩輝輸輯辭達遷運遲適選遞邏遺鄧郵鄰鄭醬釋裡針鐘鋼鑰鐵鈴鉛銅銀鏈銷鎖鋒錯鍵鎮鏡閉閒鬧聞閱隊陽陰陣階際陸陳險隨難霧靜韓頁頂項順須顧預領頻顆題顏額飯飲飾飽館驅駛駐駕罵驗騎騙雞鳴鴨麥黃齊龍龜";

/// The tag with its script, where the language has two and the text shows which: Serbian, Chinese.
pub(super) fn with_script(lang: Lang, text: &str) -> Lang {
    let count = |is: fn(char) -> bool| text.chars().filter(|&c| is(c)).count();
    let (one, other, ones, others) = match lang.as_str() {
        "sr" => ("sr-Cyrl", "sr-Latn", count(is_cyrillic), count(is_latin)),
        "zh" => ("zh-Hans", "zh-Hant", count(is_simplified), count(is_traditional)),
        _ => return lang,
    };
    match ones.cmp(&others) {
        std::cmp::Ordering::Greater => Lang::literal(one),
        std::cmp::Ordering::Less => Lang::literal(other),
        std::cmp::Ordering::Equal => lang,
    }
}

fn is_cyrillic(c: char) -> bool {
    Script::of(c) == Some(Script::Cyrillic)
}

fn is_latin(c: char) -> bool {
    Script::of(c) == Some(Script::Latin)
}

fn is_simplified(c: char) -> bool {
    Script::of(c) == Some(Script::Han) && SIMPLIFIED.contains(c) && !TRADITIONAL.contains(c)
}

fn is_traditional(c: char) -> bool {
    Script::of(c) == Some(Script::Han) && TRADITIONAL.contains(c) && !SIMPLIFIED.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_scripts_where_the_text_shows_them() {
        for (lang, text, wanted) in [
            ("sr", "Где је тај човек?", "sr-Cyrl"),
            ("sr", "Gde je taj čovek?", "sr-Latn"),
            ("zh", "这是什么？", "zh-Hans"),
            ("zh", "這是什麼？", "zh-Hant"),
            ("zh", "山水", "zh"),
            ("de", "Was ist das?", "de"),
        ] {
            assert_eq!(with_script(Lang::literal(lang), text).as_str(), wanted, "{text}");
        }
    }
}
