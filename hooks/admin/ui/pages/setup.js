// 开办向导: five steps from a fresh program to the first poster; may be run again from 设置.
import { importCard } from "./import.js";

const { ask, complain, form, verbs } = window.hongguan;

const titles = ["社区资料", "网址", "发信邮箱", "楼栋", "第一张海报"];

export function page() {
    const state = store({ step: 0, done: {}, community: null, settings: null, error: "" });

    async function load() {
        state.error = "";
        try {
            const [community, settings] = await Promise.all([
                app.pb.collection("communities").getList(1, 1, { requestKey: null }).then((r) => r.items[0] || {}),
                app.pb.settings.getAll({ requestKey: null }),
            ]);
            Object.assign(state, { community, settings });
        } catch (err) {
            state.error = err.message;
        }
    }

    // save keeps the step's values in the community's record and goes on.
    async function save(values, next = true) {
        try {
            const communities = app.pb.collection("communities"), id = state.community?.id;
            state.community = id ? await communities.update(id, values, { requestKey: null }) : await communities.create(values, { requestKey: null });
            if (next) {
                state.done = { ...state.done, [state.step]: true };
                state.step = Math.min(state.step + 1, titles.length - 1);
            }
            return true;
        } catch (err) {
            complain(err);
            return false;
        }
    }
    const go = (n) => (state.step = n);
    const skip = () => t.button({ type: "button", className: "btn transparent", onclick: () => go(state.step + 1) }, t.span({ className: "txt" }, "先跳过"));

    return t.div({ className: "page", onmount: load }, t.div(
        { className: "page-content hg-page" },
        t.header({ className: "hg-heading hg-narrow" }, t.h1(null, "开办向导"), t.p(null, "大约十分钟，中途可以停，以后在“设置”里能再来。")),
        t.ol({ className: "hg-steps hg-narrow" }, () => titles.map((title, i) => t.li(
            { className: (i == state.step ? "active " : "") + (state.done[i] ? "done" : "") },
            t.button({ type: "button", onclick: () => go(i) }, title),
        ))),
        () => {
            const c = state.community?.__raw || state.community;
            if (state.error) {
                return t.div({ className: "hg-empty" }, t.p(null, state.error), t.button({ type: "button", className: "btn hg-strong", onclick: load }, "重试"));
            }
            if (!c) {
                return t.p({ className: "hg-loading" }, "正在读取…");
            }
            const steps = [office, address, mail, houses, poster];
            return t.div({ className: "hg-narrow" }, steps[state.step](c, { state, save, skip, go }));
        },
    ));
}

function step(title, hint, filled, buttons) {
    return t.section({ className: "hg-card hg-form" }, t.h2(null, title), hint ? t.p({ className: "hg-hint" }, hint) : "", filled, t.div({ className: "hg-actions" }, buttons));
}

function office(c, { state, save }) {
    const filled = form([
        { name: "name", label: "社区名称", required: true, value: c.name, hint: "如：湖畔社区" },
        { name: "code", label: "社区代码（诉求编号的开头）", required: true, value: c.code, hint: "两到四个大写字母，如 HP" },
        { name: "street", label: "街道", value: c.street }, { name: "phone", label: "社区电话（印在海报上）", type: "tel", value: c.phone },
        { name: "phone_hours", label: "电话接听时间", value: c.phone_hours, hint: "如：工作日 8:30–17:30" },
        { name: "address", label: "办公地址", value: c.address },
        { name: "contact_name", label: "个人信息负责人", value: c.contact_name },
        { name: "party_org", label: "社区党组织名称", value: c.party_org },
        { name: "brand", label: "服务品牌", value: c.brand || "红色管家" }, { name: "slogan", label: "口号", value: c.slogan || "事事有回应" },
    ], true);
    return step("社区资料", "居民在页面、海报和周报上看到的就是这些。", t.div({ className: "hg-two" }, filled.elements), verbs.busyButton("hg-strong", "保存，下一步", async () => {
        const v = filled.values();
        if (await save(v)) {
            await name(state, { appName: [v.name, v.brand].filter(Boolean).join(" ") });
        }
    }));
}

// name keeps PocketBase's own name and address of the program in step with the office's.
async function name(state, meta) {
    try {
        const settings = state.settings?.__raw || state.settings;
        state.settings = await app.pb.settings.update({ meta: { ...settings.meta, ...meta } }, { requestKey: null });
        app.store.loadSettings();
    } catch (err) {
        complain(err);
    }
}

function address(c, { state, save }) {
    const filled = form([
        { name: "public_url", label: "居民手机能打开的网址", value: c.public_url || location.origin, hint: "https://", help: "街道已备案的域名最好。只有局域网地址时先试用，正式海报等有了网址再印。" },
        { name: "sleeps_at_night", label: "这台电脑夜里关机吗？", type: "choice", required: true, value: !!c.sleeps_at_night, options: [{ value: false, label: "一直开着" }, { value: true, label: "下班就关" }] },
        { name: "online_hours", label: "网上受理时间（夜里关机才印在海报上）", value: c.online_hours, hint: "如：每天 8:30–17:30" },
    ], true);
    return step("居民能打开的网址", "海报上的二维码就是这个网址，印出去就不好改了。", filled.elements, verbs.busyButton("hg-strong", "保存，下一步", async () => {
        const v = filled.values();
        if (await save(v) && v.public_url) {
            await name(state, { appURL: v.public_url });
        }
    }));
}

function mail(c, { state, save, skip }) {
    const { smtp = {}, meta = {} } = state.settings?.__raw || state.settings || {};
    const filled = form([
        { name: "host", label: "SMTP 服务器", value: smtp.host, hint: "如：smtp.example.gov.cn" },
        { name: "port", label: "端口", type: "number", value: smtp.port || 465 },
        { name: "username", label: "邮箱账号", value: smtp.username },
        { name: "password", label: "密码或授权码", type: "password", help: smtp.username ? "不改就留空" : "多数邮箱要用“授权码”，不是登录密码" },
        { name: "senderAddress", label: "发件人邮箱", type: "email", value: meta.senderAddress },
        { name: "senderName", label: "发件人名称", value: meta.senderName && meta.senderName != "Support" ? meta.senderName : c.name },
        { name: "to", label: "测试信发给", type: "email", help: "发一封给自己看看" },
    ]);
    const dialogue = store({ lines: null, ok: false, sentence: "" });

    async function keep() {
        const v = filled.values();
        const sent = { enabled: !!v.host, host: v.host || "", port: v.port || 465, username: v.username || "", tls: (v.port || 465) == 465 };
        if (v.password) {
            sent.password = v.password;
        }
        await app.pb.settings.update({ smtp: sent, meta: { ...meta, senderAddress: v.senderAddress || meta.senderAddress, senderName: v.senderName || meta.senderName } }, { requestKey: null });
    }
    async function test() {
        try {
            await keep();
            const answer = await ask("/api/setup/mail-test", { to: filled.values().to });
            Object.assign(dialogue, { lines: answer.dialogue || [], ok: answer.ok, sentence: answer.sentence || "" });
        } catch (err) {
            Object.assign(dialogue, { lines: [], ok: false, sentence: err.message });
            complain(err);
        }
    }
    return step("发信邮箱", "周报、转办函、催办都从这里发出。走政务微信或纸质的，可以先跳过。", [
        t.div({ className: "hg-two" }, filled.elements),
        () => dialogue.lines ? [
            t.div({ className: "alert " + (dialogue.ok ? "success" : "danger") }, dialogue.sentence || (dialogue.ok ? "邮件服务器收下了测试信，请到收件箱看看。" : "没有发出去。"), dialogue.ok ? "" : t.p({ className: "hg-hint" }, "下面是与邮件服务器的对话，可以拍给街道的网管看。")),
            t.pre({ className: "hg-dialogue" }, [...(dialogue.lines.__raw || dialogue.lines)].join("\n")),
        ] : "",
    ], [
        verbs.busyButton("hg-strong", "保存，下一步", async () => {
            try {
                await keep();
                await save({});
            } catch (err) {
                complain(err);
            }
        }),
        verbs.busyButton("outline", "保存并发测试信", test), skip(),
    ]);
}

function houses(c, { state, skip }) {
    return [importCard("places", "小区、楼栋、单元", "先下载模板，照样子填好再选文件。也可以以后在“台账”里一个个加。", () => {
        state.done = { ...state.done, 3: true };
        state.step = 4;
    }), t.div({ className: "hg-actions" }, skip())];
}

function poster(c, { save }) {
    const finish = async (hash) => {
        if (await save({ setup_done: true }, false)) {
            location.hash = hash;
        }
    };
    return step("打印第一张海报", "先印一张贴在办公室门口，用手机扫一扫、报一件小事，走通了再贴到楼道。", [
        /^https:/.test(c.public_url || "") ? "" : t.div({ className: "alert warning" }, "网址还不是 https 的正式域名，现在印的海报只适合试用。"),
    ], [verbs.busyButton("hg-strong", "去选楼栋、打印", () => finish("#/posters")), verbs.busyButton("outline", "完成，去工作台", () => finish("#/desk"))]);
}
