// The faces of Fireside, as a part of their own: a text is readable before they have come.
import '@fontsource-variable/atkinson-hyperlegible-next';
import '@fontsource-variable/literata';
