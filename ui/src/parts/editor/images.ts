import { EditorView } from '@codemirror/view';
import type { Extension } from '@codemirror/state';

/** Keeps an image, and puts its link where it was pasted; without one, that which the clipboard holds. */
export type KeepImage = (image: File | null, at: number) => void;

/** Images that are pasted or dropped become files beside the record; everything else stays as it was. */
export function pastedImages(keep: KeepImage): Extension {
  return EditorView.domEventHandlers({
    paste(event, view) {
      const images = imagesOf(event.clipboardData);
      const at = view.state.selection.main.head;
      images.forEach((image) => keep(image, at));
      // WebKitGTK tells of no images: to a page the clipboard is empty then.
      if (event.clipboardData?.types.length === 0) keep(null, at);
      return images.length > 0;
    },
    dragover(event) {
      if (!event.dataTransfer?.types.includes('Files')) return false;
      event.dataTransfer.dropEffect = 'copy';
      event.preventDefault();
      return true;
    },
    drop(event, view) {
      const images = imagesOf(event.dataTransfer);
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.selection.main.head;
      images.forEach((image) => keep(image, at));
      if (images.length > 0) event.preventDefault();
      return images.length > 0;
    },
  });
}

/** Programs that copy text often copy a picture of it too: then the text is meant. */
function imagesOf(data: DataTransfer | null): File[] {
  if (!data || data.types.includes('text/plain')) return [];
  return [...data.files].filter((file) => file.type.startsWith('image/'));
}
