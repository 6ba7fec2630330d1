// A scene read aloud, when somebody wants it.

import { t } from "../../shared/strings.js";
import { actionButton } from "../panels.js";

/** Milliseconds between looks at a sound that is being made, and how many there are. */
const pause = 500;
const looks = 120;
/** Characters that are read: what the server takes in one piece. */
const longest = 5000;

/** A button that plays the words of `run`'s scene, and stops them. Nothing sounds by itself. */
export function listenButton(api, run, line) {
  const audio = new Audio();
  const button = actionButton(t("scene.listen"), "button-quiet", line, async () => {
    if (!audio.paused) return audio.pause();
    if (!audio.src) audio.src = await made(api, run);
    await audio.play();
  });
  const name = () => { button.textContent = t(audio.paused ? "scene.listen" : "scene.silence"); };
  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, name);
  // Whose page is turned is not read on.
  new MutationObserver((_, watch) => {
    if (button.isConnected) return;
    audio.pause();
    watch.disconnect();
  }).observe(document.querySelector("main") ?? document.body, { childList: true, subtree: true });
  return button;
}

/** Where the sound is; waits until it is made. */
async function made(api, run) {
  const text = run.currentScene.generatedPayload.scene.textSegments.map((segment) => segment.md).join("\n\n");
  let job = await api.post("/v1/media/jobs", { jobType: "tts", payload: { text: text.slice(0, longest), language: run.language } });
  for (let look = 0; job.status !== "succeeded" && job.status !== "failed" && look < looks; look += 1) {
    await new Promise((resolve) => { setTimeout(resolve, pause); });
    job = await api.get(`/v1/media/jobs/${job.jobId}`);
  }
  if (!job.resultUrl) throw Object.assign(new Error(job.error ?? ""), { status: 503, error: "no_sound", body: {} });
  return job.resultUrl;
}
